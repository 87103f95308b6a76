package io.tonework.models.decoding;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.tonework.models.ModelException;
import io.tonework.models.manifest.Manifest;
import io.tonework.models.onnx.ExecutionProvider;
import io.tonework.models.onnx.GraphSession;
import io.tonework.models.onnx.OnnxRuntime;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The decoder through ONNX Runtime's Java interface. What a run gives as present stays in native
 * memory and is handed back as past as it is; nothing is copied while a batch keeps its company.
 */
final class OrtDecoder implements Decoder {
  private final GraphSession session;
  private final Manifest.DecoderSpec spec;
  private final CachePacker packer;
  private final boolean maskIsInt;
  private final OrtEnvironment environment = OnnxRuntime.environment();

  OrtDecoder(GraphSession session, Manifest.DecoderSpec spec) {
    this.session = session;
    this.spec = spec;
    this.packer = new CachePacker(spec);
    this.maskIsInt = session.typeOf("mask") == OnnxJavaType.INT64;
  }

  @Override
  public Output run(Input input, KvCache past) {
    int rows = input.rows();
    int steps = input.steps();
    float[] features =
        input.features().length == 0 ? new float[rows * steps * spec.width()] : input.features();
    List<OnnxTensor> own = new ArrayList<>();
    Map<String, OnnxTensor> inputs = new HashMap<>(((OrtCache) past).named("past"));
    OrtSession.Result result;
    try {
      add(inputs, own, "ids", longs(input.ids(), rows, steps));
      add(inputs, own, "features", floats(features, rows, steps, spec.width()));
      add(inputs, own, "positions", longs(input.positions(), rows, steps));
      add(inputs, own, "mask", mask(input.mask(), rows, input.past() + steps));
      result = session.call(inputs);
    } catch (OrtException e) {
      throw new ModelException("the decoder's input cannot be made: " + e.getMessage(), e);
    } finally {
      own.forEach(OnnxTensor::close);
    }
    try {
      float[] logits = last(take(result, "logits"), rows);
      float[] hidden = take(result, "hidden");
      return new Output(logits, hidden, OrtCache.of(result, spec, rows, input.past() + steps));
    } catch (RuntimeException e) {
      result.close();
      throw e;
    }
  }

  private static void add(
      Map<String, OnnxTensor> inputs, List<OnnxTensor> own, String name, OnnxTensor tensor) {
    own.add(tensor);
    inputs.put(name, tensor);
  }

  private OnnxTensor longs(long[] values, long... shape) throws OrtException {
    return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape);
  }

  private OnnxTensor floats(float[] values, long... shape) throws OrtException {
    return OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), shape);
  }

  private OnnxTensor mask(float[] values, long... shape) throws OrtException {
    if (!maskIsInt) {
      return floats(values, shape);
    }
    long[] whole = new long[values.length];
    for (int i = 0; i < whole.length; i++) {
      whole[i] = (long) values[i];
    }
    return longs(whole, shape);
  }

  private static float[] take(OrtSession.Result result, String name) {
    OnnxTensor tensor =
        (OnnxTensor)
            result
                .get(name)
                .orElseThrow(
                    () -> new ModelException("the decoder gave no output '" + name + "'", null));
    FloatBuffer buffer = tensor.getFloatBuffer();
    float[] values = new float[buffer.remaining()];
    buffer.get(values);
    return values;
  }

  /** Of {@code [B, T or 1, V]} the last position of each row. */
  private float[] last(float[] logits, int rows) {
    int vocabulary = spec.vocabulary();
    int stride = logits.length / rows;
    if (stride == vocabulary) {
      return logits;
    }
    float[] last = new float[rows * vocabulary];
    for (int row = 0; row < rows; row++) {
      System.arraycopy(logits, (row + 1) * stride - vocabulary, last, row * vocabulary, vocabulary);
    }
    return last;
  }

  @Override
  public KvCache empty(int rows) {
    return cache(rows, 0, packer.empty());
  }

  @Override
  public KvCache seat(List<Seat> seats, int rows) {
    return cache(
        rows,
        Seat.longest(seats),
        packer.pack(seats, rows, (cache, tensor) -> ((OrtCache) cache).values(tensor)));
  }

  private KvCache cache(int rows, int length, List<FloatBuffer> tensors) {
    long[] shape = {rows, spec.kvHeads(), length, spec.headDim()};
    List<OnnxTensor> natives = new ArrayList<>();
    try {
      for (FloatBuffer tensor : tensors) {
        natives.add(OnnxTensor.createTensor(environment, tensor, shape));
      }
      return new OrtCache(rows, length, natives, () -> natives.forEach(OnnxTensor::close));
    } catch (OrtException e) {
      natives.forEach(OnnxTensor::close);
      throw new ModelException("a cache of " + rows + " rows cannot be made", e);
    }
  }

  @Override
  public ExecutionProvider provider() {
    return session.provider();
  }

  @Override
  public void close() {
    session.close();
  }

  /** Tensors of ONNX Runtime. */
  private record OrtCache(int rows, int length, List<OnnxTensor> tensors, Runnable free)
      implements KvCache {
    static OrtCache of(OrtSession.Result result, Manifest.DecoderSpec spec, int rows, int length) {
      List<OnnxTensor> tensors = new ArrayList<>();
      for (int layer = 0; layer < spec.layers(); layer++) {
        for (String kind : List.of("key", "value")) {
          String name = "present_" + kind + "." + layer;
          tensors.add(
              (OnnxTensor)
                  result
                      .get(name)
                      .orElseThrow(() ->
                          new ModelException("the decoder gave no output '" + name + "'", null)));
        }
      }
      return new OrtCache(rows, length, tensors, result::close);
    }

    Map<String, OnnxTensor> named(String prefix) {
      Map<String, OnnxTensor> named = new HashMap<>();
      for (int i = 0; i < tensors.size(); i++) {
        named.put(prefix + (i % 2 == 0 ? "_key." : "_value.") + i / 2, tensors.get(i));
      }
      return named;
    }

    FloatBuffer values(int tensor) {
      return tensors.get(tensor).getFloatBuffer();
    }

    @Override
    public void close() {
      free.run();
    }
  }
}
