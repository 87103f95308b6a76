package io.tonework.models.decoding;

import static java.lang.foreign.ValueLayout.JAVA_FLOAT;

import ai.onnxruntime.OnnxJavaType;
import io.tonework.models.ModelException;
import io.tonework.models.bundle.Bundle;
import io.tonework.models.bundle.BundleException;
import io.tonework.models.bundle.GraphRole;
import io.tonework.models.manifest.Manifest;
import io.tonework.models.onnx.ExecutionProvider;
import io.tonework.models.onnx.SessionSettings;
import io.tonework.models.onnx.TensorFacts;
import io.tonework.models.onnx.binding.NativeBinding;
import io.tonework.models.onnx.binding.NativeSession;
import io.tonework.models.onnx.binding.NativeTensors;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Objects;

/**
 * The decoder with its cache bound to the device: keys and values never come to the host, neither
 * between two steps nor when rows join or leave. Through ONNX Runtime's C interface, see {@link
 * NativeSession}.
 *
 * <p>Used by one thread at a time. Owns native sessions; caches must be closed before it.
 */
final class BoundDecoder implements Decoder {
  private final Manifest.DecoderSpec spec;
  private final NativeSession session;
  private final NativeBinding binding;
  private final BoundSeating seating;
  private final boolean maskIsInt;

  private BoundDecoder(Manifest.DecoderSpec spec, NativeSession session, BoundSeating seating) {
    this.spec = spec;
    this.session = session;
    this.binding = new NativeBinding(session);
    this.seating = seating;
    this.maskIsInt =
        Objects.requireNonNull(session.inputs().get("mask")).type() == OnnxJavaType.INT64;
  }

  /**
   * Opens the decoder of a bundle.
   *
   * @param provider what the settings come down to here; on the CPU the host is the device
   * @throws BundleException when the graph is not what the manifest says
   */
  static BoundDecoder open(
      Bundle bundle,
      Manifest.DecoderSpec spec,
      SessionSettings settings,
      ExecutionProvider provider) {
    Manifest.GraphSpec graph = bundle.graphSpec(GraphRole.DECODER);
    NativeSession session;
    try {
      session = NativeSession.open(bundle.graph(GraphRole.DECODER), settings, provider);
    } catch (ModelException e) {
      throw new BundleException(
          bundle.location(), graph.file(), "cannot be opened: " + e.getMessage(), e);
    }
    try {
      TensorFacts.check(bundle, graph.file(), "input", graph.inputs(), session.inputs());
      TensorFacts.check(bundle, graph.file(), "output", graph.outputs(), session.outputs());
      return new BoundDecoder(spec, session, BoundSeating.open(spec, settings, provider));
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  @Override
  public Output run(Input input, KvCache past) {
    int rows = input.rows();
    int steps = input.steps();
    try (Arena arena = Arena.ofConfined();
        NativeTensors tensors = new NativeTensors(session, arena)) {
      binding.input("ids", tensors.longs(input.ids(), rows, steps));
      binding.input("positions", tensors.longs(input.positions(), rows, steps));
      binding.input(
          "features",
          input.features().length == 0
              ? tensors.zeros(rows, steps, spec.width())
              : tensors.floats(input.features(), rows, steps, spec.width()));
      binding.input("mask", mask(tensors, input.mask(), rows, input.past() + steps));
      List<MemorySegment> cached = ((BoundCache) past).tensors();
      for (int i = 0; i < cached.size(); i++) {
        binding.input("past_" + BoundCache.name(i), cached.get(i));
      }
      binding.output("logits", session.hostMemory());
      binding.output("hidden", session.hostMemory());
      for (int i = 0; i < cached.size(); i++) {
        binding.output("present_" + BoundCache.name(i), session.deviceMemory());
      }
      return output(binding.run(), rows, input.past() + steps);
    } catch (ModelException e) {
      binding.clear();
      throw e;
    }
  }

  private MemorySegment mask(NativeTensors tensors, float[] values, long... shape) {
    if (!maskIsInt) {
      return tensors.floats(values, shape);
    }
    long[] whole = new long[values.length];
    for (int i = 0; i < whole.length; i++) {
      whole[i] = (long) values[i];
    }
    return tensors.longs(whole, shape);
  }

  private Output output(List<MemorySegment> values, int rows, int length) {
    BoundCache present = new BoundCache(rows, length, values.subList(2, values.size()));
    try (BoundCache _ = new BoundCache(rows, length, values.subList(0, 2))) {
      float[] hidden = NativeTensors.view(values.get(1)).toArray(JAVA_FLOAT);
      return new Output(last(NativeTensors.view(values.getFirst()), rows), hidden, present);
    } catch (RuntimeException e) {
      present.close();
      throw e;
    }
  }

  /** Of {@code [B, T or 1, V]} the last position of each row. */
  private float[] last(MemorySegment logits, int rows) {
    int vocabulary = spec.vocabulary();
    long stride = logits.byteSize() / Float.BYTES / rows;
    float[] last = new float[rows * vocabulary];
    for (int row = 0; row < rows; row++) {
      MemorySegment.copy(
          logits,
          JAVA_FLOAT,
          ((row + 1) * stride - vocabulary) * Float.BYTES,
          last,
          row * vocabulary,
          vocabulary);
    }
    return last;
  }

  @Override
  public KvCache empty(int rows) {
    return seating.empty(rows);
  }

  @Override
  public KvCache seat(List<Seat> seats, int rows) {
    return seating.seat(seats, rows);
  }

  @Override
  public ExecutionProvider provider() {
    return session.provider();
  }

  @Override
  public void close() {
    seating.close();
    binding.close();
    session.close();
  }
}
