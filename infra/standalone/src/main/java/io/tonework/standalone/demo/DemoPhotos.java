package io.tonework.standalone.demo;

import io.tonework.contracts.Mode;
import io.tonework.contracts.Slider;
import io.tonework.contracts.Sliders;
import io.tonework.samples.CaptureFault;
import io.tonework.samples.Scene;
import io.tonework.samples.SyntheticPhoto;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The photos of a demo: the user's, or six synthetic ones. */
final class DemoPhotos {
  private static final int WIDTH_PIXELS = 4_000;
  private static final int HEIGHT_PIXELS = 3_000;
  private static final long SEED = 2_026;
  private static final int QUALITY = 92;
  private static final int MAX_NAME_CHARS = 100;
  private static final int MAX_EXTENSION_CHARS = 8;

  /** What the user's photo is shown with in param mode: open shadows and livelier colours. */
  private static final Sliders LIVELY =
      Sliders.of(
          Map.of(
              Slider.EXPOSURE, 25.0,
              Slider.SHADOWS, 30.0,
              Slider.HIGHLIGHTS, -20.0,
              Slider.VIBRANCE, 25.0));

  /**
   * A photo to take.
   *
   * @param scene what is seen
   * @param fault what went wrong
   * @param sliders those of param mode; none for auto mode
   */
  private record Shot(Scene scene, CaptureFault fault, Sliders sliders) {}

  private static final List<Shot> SHOTS =
      List.of(
          new Shot(Scene.LANDSCAPE, CaptureFault.FLAT, Sliders.none()),
          new Shot(Scene.PORTRAIT, CaptureFault.UNDER_EXPOSED, Sliders.none()),
          new Shot(Scene.INTERIOR, CaptureFault.WARM_CAST, Sliders.none()),
          new Shot(
              Scene.PRODUCT,
              CaptureFault.NONE,
              Sliders.of(
                  Map.of(Slider.EXPOSURE, 15.0, Slider.CONTRAST, 20.0, Slider.VIBRANCE, 25.0))),
          new Shot(Scene.FACADE, CaptureFault.COOL_CAST, Sliders.none()),
          new Shot(
              Scene.NIGHT_STREET,
              CaptureFault.NONE,
              Sliders.of(
                  Map.of(
                      Slider.SHADOWS, 35.0, Slider.HIGHLIGHTS, -25.0, Slider.TEMPERATURE, -15.0))));

  private DemoPhotos() {}

  /**
   * The user's files, each in auto mode and the first in param mode too; or synthetic photos, in
   * auto and param mode by turns.
   *
   * @param folder where synthetic photos are written
   */
  static List<DemoPhoto> choose(List<Path> files, Path folder) {
    return files.isEmpty() ? synthetic(folder) : ofFiles(files);
  }

  /** How many {@link #choose} gives. */
  static int count(List<Path> files) {
    return files.isEmpty() ? SHOTS.size() : files.size() + 1;
  }

  private static List<DemoPhoto> ofFiles(List<Path> files) {
    List<DemoPhoto> photos = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      photos.add(photo(i + 1, files.get(i), Sliders.none()));
    }
    photos.add(photo(files.size() + 1, files.getFirst(), LIVELY));
    return photos;
  }

  private static List<DemoPhoto> synthetic(Path folder) {
    List<DemoPhoto> photos = new ArrayList<>();
    for (Shot shot : SHOTS) {
      int number = photos.size() + 1;
      String name = shot.scene().name().toLowerCase(Locale.ROOT).replace('_', '-');
      Path file = folder.resolve(name + ".jpg");
      try {
        Files.write(
            file,
            SyntheticPhoto.jpeg(
                shot.scene(), WIDTH_PIXELS, HEIGHT_PIXELS, SEED + number, shot.fault(), QUALITY));
      } catch (IOException e) {
        throw new UncheckedIOException("cannot write " + file, e);
      }
      photos.add(photo(number, file, shot.sliders()));
    }
    return photos;
  }

  private static DemoPhoto photo(int number, Path file, Sliders sliders) {
    String fileName = file.getFileName().toString();
    int dot = fileName.lastIndexOf('.');
    String name = dot > 0 ? fileName.substring(0, dot) : fileName;
    String extension = dot > 0 ? fileName.substring(dot + 1).toLowerCase(Locale.ROOT) : "bin";
    return new DemoPhoto(
        String.format(Locale.ROOT, "%02d-%s", number, plain(name, MAX_NAME_CHARS)),
        plain(extension, MAX_EXTENSION_CHARS),
        file,
        sliders.isNone() ? Mode.AUTO : Mode.PARAM,
        sliders);
  }

  /** What a file and a header may be named, whatever the photo's own name holds. */
  private static String plain(String name, int maxChars) {
    String plain = name.replaceAll("[^A-Za-z0-9._-]", "_");
    return plain.substring(0, Math.min(plain.length(), maxChars));
  }
}
