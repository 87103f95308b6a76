package io.tonework.models.decoding;

import io.tonework.models.bundle.Bundle;
import io.tonework.models.bundle.GraphRole;
import io.tonework.models.manifest.Manifest;
import io.tonework.models.onnx.ExecutionProvider;
import io.tonework.models.onnx.GraphSession;
import io.tonework.models.onnx.SessionSettings;
import java.util.List;

/** The decoders that there are, on the CPU. */
public enum TestDecoders implements Decoder.Opener {
  /** Through the Java interface. */
  JAVA {
    @Override
    public Decoder open(Bundle bundle, Manifest.DecoderSpec spec, SessionSettings settings) {
      return new OrtDecoder(GraphSession.open(bundle, GraphRole.DECODER, settings), spec);
    }
  },
  /** With outputs bound to the device, which is the CPU's memory here. */
  BOUND {
    @Override
    public Decoder open(Bundle bundle, Manifest.DecoderSpec spec, SessionSettings settings) {
      return BoundDecoder.open(bundle, spec, settings, ExecutionProvider.CPU);
    }
  },
  /** The same with the shapes that a GPU is given. */
  BOUND_IN_BUCKETS {
    @Override
    public Decoder open(Bundle bundle, Manifest.DecoderSpec spec, SessionSettings settings) {
      return new InBuckets(BoundDecoder.open(bundle, spec, settings, ExecutionProvider.CPU));
    }
  };

  public static List<TestDecoders> all() {
    return List.of(values());
  }

  /** Says that it runs on CUDA, so that its callers choose their shapes for it. */
  private record InBuckets(Decoder decoder) implements Decoder {
    @Override
    public Output run(Input input, KvCache past) {
      return decoder.run(input, past);
    }

    @Override
    public KvCache empty(int rows) {
      return decoder.empty(rows);
    }

    @Override
    public KvCache seat(List<Seat> seats, int rows) {
      return decoder.seat(seats, rows);
    }

    @Override
    public ExecutionProvider provider() {
      return ExecutionProvider.CUDA;
    }

    @Override
    public void close() {
      decoder.close();
    }
  }
}
