package io.tonework.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.tonework.ingest.multipart.Spool;
import io.tonework.ingest.request.FormReader;
import io.tonework.ingest.request.Submission;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Forms as clients post them. */
public final class Forms {
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  /** A form with one photo. */
  public static Forms withPhoto(int seed) {
    return new Forms().part("photo\"; filename=\"a.jpg", TestPhotos.jpeg(seed));
  }

  /** Adds a part with bytes. */
  public Forms part(String name, byte[] content) {
    body.writeBytes(
        ("--cut\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n").getBytes(UTF_8));
    body.writeBytes(content);
    body.writeBytes("\r\n".getBytes(UTF_8));
    return this;
  }

  /** Adds a part with text. */
  public Forms part(String name, String content) {
    return part(name, content.getBytes(ISO_8859_1));
  }

  /** The form as it is read; the files lie in that folder until the result is closed. */
  public Submission read(Path folder) throws IOException {
    byte[] end = "--cut--\r\n".getBytes(UTF_8);
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(body.toByteArray());
    whole.writeBytes(end);
    return new FormReader(new Spool(folder), 9, 1 << 20, 64 << 20)
        .read("multipart/form-data; boundary=cut", new ByteArrayInputStream(whole.toByteArray()));
  }

  /** A grey PNG of the shape of {@link TestPhotos#jpeg}, white on its left half. */
  public static byte[] leftHalf(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width / 2; x++) {
        image.getRaster().setSample(x, y, 0, 255);
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
