package io.tonework.models.decoding;

import io.tonework.models.ModelException;
import io.tonework.models.manifest.Manifest;
import io.tonework.models.onnx.Buckets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows that are decoded together. Rows join and leave between two steps; the cache is copied then
 * and only then. Used by one thread; owns the cache.
 *
 * <p>A row never sees another: it has its own part of the cache, and padding is masked. So its
 * answer does not depend on its company, but for the order in which the runtime adds up numbers.
 */
final class DecodeBatch implements AutoCloseable {
  private final Decoder decoder;
  private final Manifest.DecoderSpec spec;
  private List<DecodeRow> rows = new ArrayList<>();
  private KvCache cache;

  DecodeBatch(Decoder decoder, Manifest.DecoderSpec spec) {
    this.decoder = decoder;
    this.spec = spec;
    this.cache = decoder.empty(0);
  }

  int size() {
    return rows.size();
  }

  /**
   * Reads the prompts of new rows, those of one length together, and takes the rows in.
   *
   * @throws ModelException when a run fails; none of the rows is taken in
   */
  void join(List<DecodeRow> joining) {
    Map<Integer, List<DecodeRow>> byLength = new LinkedHashMap<>();
    joining.forEach(
        row -> byLength.computeIfAbsent(row.pending().size(), _ -> new ArrayList<>()).add(row));
    List<KvCache> caches = new ArrayList<>();
    try {
      List<Seat> seats = new ArrayList<>(seats(rows, cache));
      List<DecodeRow> company = new ArrayList<>(rows);
      for (List<DecodeRow> group : byLength.values()) {
        KvCache read;
        try (KvCache empty = decoder.empty(bucket(group.size()))) {
          read = run(group, empty);
        }
        caches.add(read);
        seats.addAll(seats(group, read));
        company.addAll(group);
      }
      replace(company, seats);
    } finally {
      caches.forEach(KvCache::close);
    }
  }

  /** Lets go of rows, such as those that are done. */
  void leave(List<DecodeRow> leaving) {
    if (leaving.isEmpty()) {
      return;
    }
    List<Seat> seats = new ArrayList<>();
    List<DecodeRow> company = new ArrayList<>();
    List<Seat> all = seats(rows, cache);
    for (int i = 0; i < rows.size(); i++) {
      if (!leaving.contains(rows.get(i))) {
        company.add(rows.get(i));
        seats.add(all.get(i));
      }
    }
    replace(company, seats);
  }

  /** Forgets every row. */
  void clear() {
    replace(new ArrayList<>(), List.of());
  }

  private void replace(List<DecodeRow> company, List<Seat> seats) {
    KvCache old = cache;
    cache = seats.isEmpty() ? decoder.empty(0) : decoder.seat(seats, bucket(seats.size()));
    int length = Seat.longest(seats);
    company.forEach(row -> row.moved(length));
    rows = company;
    old.close();
  }

  private int bucket(int rows) {
    return Buckets.rows(rows, decoder.provider());
  }

  private static List<Seat> seats(List<DecodeRow> rows, KvCache cache) {
    List<Seat> seats = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      seats.add(new Seat(cache, i, rows.get(i).valid()));
    }
    return seats;
  }

  /**
   * One step of every row.
   *
   * @throws ModelException when the run fails
   */
  void step() {
    KvCache old = cache;
    cache = run(rows, old);
    old.close();
  }

  private KvCache run(List<DecodeRow> fed, KvCache past) {
    List<List<Integer>> pending = fed.stream().map(DecodeRow::pending).toList();
    int longest = pending.stream().mapToInt(List::size).max().orElse(0);
    int steps = Buckets.steps(longest, decoder.provider());
    Decoder.Input input = input(fed, pending, steps, past);
    Decoder.Output output = decoder.run(input, past);
    try {
      for (int i = 0; i < fed.size(); i++) {
        fed.get(i)
            .advance(
                pending.get(i).size(),
                past.length(),
                steps,
                output.hidden(),
                i * steps * spec.width(),
                output.logits(),
                i * spec.vocabulary(),
                spec.vocabulary());
      }
    } catch (RuntimeException e) {
      output.present().close();
      throw e;
    }
    return output.present();
  }

  /**
   * New positions are filled up on the left, so that the last one is everybody's own. Rows that a
   * cache has beyond those that are fed attend to nothing, and nobody reads what they give.
   */
  private Decoder.Input input(
      List<DecodeRow> fed, List<List<Integer>> pending, int steps, KvCache cached) {
    int count = cached.rows();
    int past = cached.length();
    long[] ids = new long[count * steps];
    long[] positions = new long[count * steps];
    float[] mask = new float[count * (past + steps)];
    boolean showsPhoto = pending.stream().anyMatch(list -> list.contains(Prompt.IMAGE));
    float[] features = new float[showsPhoto ? count * steps * spec.width() : 0];
    for (int i = 0; i < fed.size(); i++) {
      DecodeRow row = fed.get(i);
      int own = pending.get(i).size();
      int start = i * steps + steps - own;
      for (int k = 0; k < own; k++) {
        ids[start + k] = pending.get(i).get(k);
        positions[start + k] = (long) row.position() + k;
      }
      BitSet valid = row.valid();
      int line = i * (past + steps);
      for (int slot = valid.nextSetBit(0); slot >= 0; slot = valid.nextSetBit(slot + 1)) {
        mask[line + slot] = 1;
      }
      Arrays.fill(mask, line + past + steps - own, line + past + steps, 1);
      if (showsPhoto) {
        row.placeFeatures(features, start * spec.width());
      }
    }
    return new Decoder.Input(count, steps, past, ids, features, positions, mask);
  }

  @Override
  public void close() {
    cache.close();
  }
}
