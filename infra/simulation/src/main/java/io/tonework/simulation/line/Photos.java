package io.tonework.simulation.line;

import io.tonework.contracts.Sha256;
import io.tonework.ingest.multipart.SpooledFile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;

/** The photos that customers have: tiny, each another one, some of which nobody can retouch. */
public final class Photos {
  private static final int COUNT = 24;
  private static final int POISON_EVERY = 8;
  private static final List<byte[]> FILES = draw();
  private static final List<SpooledFile> SPOOLED = spool();
  private static final Set<String> PLANNER_POISON = poison(3);
  private static final Set<String> RENDERER_POISON = poison(5);

  private Photos() {}

  /** How many there are. */
  public static int count() {
    return COUNT;
  }

  /** The bytes of one. */
  public static byte[] bytes(int number) {
    return FILES.get(number).clone();
  }

  /** One as a file, which stays. */
  public static SpooledFile file(int number) {
    return SPOOLED.get(number);
  }

  /** True when nobody can retouch that one. */
  public static boolean isPoison(byte[] photo) {
    return isPoisonForPlanner(photo) || isPoisonForRenderer(photo);
  }

  static boolean isPoisonForPlanner(byte[] photo) {
    return PLANNER_POISON.contains(Sha256.of(photo));
  }

  static boolean isPoisonForRenderer(byte[] photo) {
    return RENDERER_POISON.contains(Sha256.of(photo));
  }

  private static List<byte[]> draw() {
    List<byte[]> files = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
      image.setRGB(0, 0, i * 10);
      ByteArrayOutputStream png = new ByteArrayOutputStream();
      try {
        ImageIO.write(image, "png", png);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      files.add(png.toByteArray());
    }
    return files;
  }

  private static List<SpooledFile> spool() {
    List<SpooledFile> spooled = new ArrayList<>();
    try {
      Path folder = Files.createTempDirectory("tonework-simulation-");
      folder.toFile().deleteOnExit();
      for (byte[] file : FILES) {
        String sha256 = Sha256.of(file);
        Path path = Files.write(folder.resolve(sha256), file);
        path.toFile().deleteOnExit();
        spooled.add(new SpooledFile(path, file.length, sha256));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return spooled;
  }

  private static Set<String> poison(int remainder) {
    List<String> digests = new ArrayList<>();
    for (int i = remainder; i < COUNT; i += POISON_EVERY) {
      digests.add(Sha256.of(FILES.get(i)));
    }
    return Set.copyOf(digests);
  }
}
