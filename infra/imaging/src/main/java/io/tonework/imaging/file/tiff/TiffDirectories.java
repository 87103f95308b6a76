package io.tonework.imaging.file.tiff;

import io.tonework.imaging.fault.CorruptImage;
import io.tonework.imaging.file.metadata.Bytes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The directories of a TIFF file: those that follow each other, and those that one of them points
 * to. Tells which of them is the photo: it need not be the first (TIFF 6.0, NewSubfileType; TIFF
 * Technical Note 1, SubIFDs).
 */
final class TiffDirectories {
  private static final int MAX_DIRECTORIES = 4096;
  private static final int MAX_EXAMINED = 1_000_000;
  private static final int MAX_SUB_DIRECTORIES = 64;

  /** Of a copy that is not marked as one: so many times smaller both ways... */
  private static final int REDUCED = 2;

  /** ...or so many times, if its shape is another, as that of a thumbnail with black bars. */
  private static final int REDUCED_MUCH = 4;

  private static final double SAME_SHAPE = 0.03;

  private final Bytes bytes;
  private final boolean big;
  private final List<TiffDirectory> chain = new ArrayList<>();
  private final List<TiffDirectory> below = new ArrayList<>();
  private final Set<Long> seen = new HashSet<>();
  private final TiffDirectory photo;
  private long examined;
  private boolean brokenChain;

  private TiffDirectories(Bytes bytes) {
    this.bytes = bytes;
    this.big = TiffEntry.isBig(bytes);
    readChain();
    chain.forEach(this::readBelow);
    this.photo = choose();
  }

  /**
   * Reads them.
   *
   * @throws CorruptImage if the first is not there, or if they claim more than the file has
   */
  static TiffDirectories of(Bytes bytes) {
    return new TiffDirectories(bytes);
  }

  /** The one that the file begins with. */
  TiffDirectory first() {
    return chain.getFirst();
  }

  /** The one with the photo. */
  TiffDirectory photo() {
    return photo;
  }

  /** Whether the file has nothing but the photo, in its first directory. */
  boolean isPlain() {
    return chain.size() == 1 && !first().hasBelow() && !brokenChain;
  }

  /** Pictures that follow each other in the file, without reduced copies and masks. */
  int pictures() {
    return Math.max(1, 1 + (int) others().count());
  }

  private java.util.stream.Stream<TiffDirectory> others() {
    return chain.stream()
        .filter(TiffDirectory::isWhole)
        .filter(other -> other.at() != photo.at() && !isReduced(other, photo));
  }

  /** What is in the file beside the photo and its copies, and is not rendered, by name. */
  List<String> passedOver() {
    List<String> names = new ArrayList<>();
    if (first().at() != photo.at() && (first().isReduced() || isReduced(first(), photo))) {
      names.add("TIFF reduced copy");
    }
    if (chain.stream().anyMatch(TiffDirectory::isMask)) {
      names.add("TIFF transparency mask");
    }
    if (others().findAny().isPresent()) {
      names.add("further pictures");
    }
    boolean subPictures =
        below.stream()
            .anyMatch(sub -> sub.at() != photo.at() && !sub.isReduced() && !isReduced(sub, photo));
    if (subPictures) {
      names.add("TIFF sub-pictures");
    }
    return names;
  }

  private void readChain() {
    long at = TiffEntry.first(bytes);
    while (at != 0 && seen.add(at)) {
      if (seen.size() > MAX_DIRECTORIES) {
        throw new CorruptImage("TIFF: more than " + MAX_DIRECTORIES + " directories");
      }
      if (!chain.isEmpty() && !TiffDirectory.isInside(bytes, at, big)) {
        brokenChain = true; // the pictures before it are there all the same
        return;
      }
      TiffDirectory directory = read(at);
      chain.add(directory);
      at = directory.next();
    }
    brokenChain = at != 0;
    if (chain.isEmpty()) {
      throw new CorruptImage("TIFF: no directory in the file");
    }
  }

  private TiffDirectory read(long at) {
    TiffDirectory directory = TiffDirectory.read(bytes, at, big);
    examined += directory.count();
    if (examined > MAX_EXAMINED) {
      throw new CorruptImage("TIFF: more than " + MAX_EXAMINED + " tags in all directories");
    }
    return directory;
  }

  private void readBelow(TiffDirectory directory) {
    for (long at : directory.below()) {
      if (below.size() >= MAX_SUB_DIRECTORIES) {
        return;
      }
      if (TiffDirectory.isInside(bytes, at, big) && seen.add(at)) {
        TiffDirectory sub = read(at);
        below.add(sub);
        readBelow(sub);
      }
    }
  }

  /**
   * The first that is neither marked as a reduced copy nor as a mask. If another is larger and the
   * first may be its reduced copy, though nothing marks it as such, that one. If all are marked,
   * the largest that is no mask.
   */
  private TiffDirectory choose() {
    List<TiffDirectory> all = new ArrayList<>(chain);
    all.addAll(below);
    Comparator<TiffDirectory> bySize = Comparator.comparingLong(TiffDirectory::pixels);
    List<TiffDirectory> whole = all.stream().filter(TiffDirectory::isWhole).toList();
    if (whole.isEmpty()) {
      return all.stream()
          .filter(directory -> directory.pixels() > 0 && !directory.isMask())
          .max(bySize)
          .orElse(first());
    }
    TiffDirectory candidate = whole.getFirst();
    return whole.stream()
        .filter(other -> isReduced(candidate, other))
        .max(bySize)
        .orElse(candidate);
  }

  /** Whether one may be a reduced copy of the other, by their sizes. */
  private static boolean isReduced(TiffDirectory small, TiffDirectory large) {
    double across = (double) large.width() / Math.max(1, small.width());
    double down = (double) large.height() / Math.max(1, small.height());
    double least = Math.min(across, down);
    boolean sameShape = Math.abs(across / down - 1) < SAME_SHAPE;
    return least >= REDUCED_MUCH || (least >= REDUCED && sameShape);
  }
}
