package io.tonework.models.bundle;

import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;

/** Bundles beside the tests; their README says what they are and how they are made. */
public final class TestBundles {
  private TestBundles() {}

  /** One of {@code tiny}, {@code veraretouch-tiny} and {@code format1}. */
  public static Bundle load(String name) {
    return Bundle.load(
        folder(name), new LicencePolicy(Set.of("research-only (VeraRetouch weights)")));
  }

  static Path folder(String name) {
    try {
      return Path.of(
          Objects.requireNonNull(TestBundles.class.getResource("/bundles/" + name), name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static float[] floats(Bundle bundle, String file) {
    ByteBuffer bytes = ByteBuffer.wrap(bundle.file(file)).order(ByteOrder.LITTLE_ENDIAN);
    float[] values = new float[bytes.remaining() / Float.BYTES];
    bytes.asFloatBuffer().get(values);
    return values;
  }
}
