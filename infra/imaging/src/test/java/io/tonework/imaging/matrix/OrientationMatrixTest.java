package io.tonework.imaging.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tonework.imaging.codec.ImageCodec;
import io.tonework.imaging.codec.RenderedImage;
import io.tonework.imaging.codec.develop.Developer;
import io.tonework.imaging.codec.develop.DevelopingCodec;
import io.tonework.imaging.codec.imageio.ImageIoCodec;
import io.tonework.imaging.codec.vips.JxlDeveloper;
import io.tonework.imaging.codec.vips.VipsCodec;
import io.tonework.imaging.file.EncodeOptions;
import io.tonework.imaging.file.PictureFile;
import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.imaging.file.format.ImageLimits;
import io.tonework.imaging.pixels.RgbImage;
import io.tonework.imaging.region.ColourMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A picture is turned once, or it and what is said of its orientation are both left: in whatever
 * way a file may say it. What each file looks like before and after is asked of readers that are
 * none of this project's. A new kind of file is a new row of {@link Orientations}.
 */
class OrientationMatrixTest {
  private static final EncodeOptions UNTOUCHED = new EncodeOptions(null, null, false, null);
  private static final List<Rendered> ALL = new ArrayList<>();

  @TempDir static Path folder;

  /** A row with what became of it, both as files. */
  record Rendered(Row row, Path before, Path after, RenderedImage result) {
    @Override
    public String toString() {
      return row.toString();
    }
  }

  @BeforeAll
  static void renderAll() throws IOException {
    VipsCodec vips;
    try {
      vips = VipsCodec.open(ImageLimits.DEFAULT);
    } catch (IllegalArgumentException e) {
      abort("libvips is not on this machine (apt-get install libvips42): " + e.getMessage());
      return;
    }
    Pictures pictures = new Pictures(vips);
    for (Row row : Orientations.all(pictures)) {
      render(row, vips);
    }
    Optional<Developer> jxl = JxlDeveloper.open();
    if (jxl.isPresent()) {
      ImageCodec codec =
          DevelopingCodec.of(ImageLimits.DEFAULT, Set.of(jxl.get()), VipsCodec::open);
      for (Row row : Orientations.jxl(pictures)) {
        render(row, codec);
      }
    }
  }

  private static void render(Row row, ImageCodec codec) throws IOException {
    RenderedImage result =
        codec.render(row.file(), ColourMap.identity(), UNTOUCHED.withFormat(row.to()));
    String name = "%03d".formatted(ALL.size());
    Path before = folder.resolve(name + "-before." + row.from().extension());
    Path after = folder.resolve(name + "-after." + row.to().extension());
    Files.write(before, row.file());
    Files.write(after, result.bytes());
    ALL.add(new Rendered(row, before, after, result));
    RgbImage small = codec.thumbnail(row.file(), Pictures.W);
    assertThat(corners(small)).as("thumbnail of %s", row).isEqualTo(row.corners());
  }

  private static String corners(RgbImage picture) {
    int[] rgb = new int[picture.rgb().length];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = picture.rgb()[i] & 0xFF;
    }
    return Readers.corners(rgb, picture.width(), picture.height());
  }

  static Stream<Rendered> all() {
    return ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("all")
  void shouldStandAsItMust(Rendered rendered) {
    Row row = rendered.row;
    PictureFile file = PictureFile.of(rendered.result.bytes());
    boolean swapped = row.orientation() >= 5;

    assertThat(file.info().orientation()).isEqualTo(1);
    assertThat(file.info().width()).isEqualTo(swapped ? Pictures.H : Pictures.W);
    assertThat(file.info().height()).isEqualTo(swapped ? Pictures.W : Pictures.H);
    ImageCodec codec = VipsCodec.open(ImageLimits.DEFAULT);
    assertThat(corners(codec.thumbnail(rendered.result.bytes(), Pictures.W)))
        .isEqualTo(row.corners());
  }

  static Stream<Rendered> readInJava() {
    Set<ImageFormat> known = Set.of(ImageFormat.JPEG, ImageFormat.PNG, ImageFormat.TIFF);
    return ALL.stream().filter(r -> known.contains(r.row.from()) && known.contains(r.row.to()));
  }

  @ParameterizedTest
  @MethodSource("readInJava")
  void shouldStandAlikeWhenRenderedInJava(Rendered rendered) {
    // Given
    Row row = rendered.row;
    ImageCodec codec = new ImageIoCodec(ImageLimits.DEFAULT);

    // When
    byte[] result =
        codec.render(row.file(), ColourMap.identity(), UNTOUCHED.withFormat(row.to())).bytes();

    // Then
    assertThat(corners(codec.thumbnail(row.file(), Pictures.W))).isEqualTo(row.corners());
    assertThat(corners(codec.thumbnail(result, Pictures.W))).isEqualTo(row.corners());
    assertThat(PictureFile.of(result).info().orientation()).isEqualTo(1);
  }

  @Test
  void shouldSayNothingOfOrientationThatIsNotTrueForExifTool() {
    assumeTrue(Readers.hasExifTool(), "exiftool is not on this machine");

    Map<Path, List<String>> tags = Readers.exifTool(files(), "-Orientation");

    SoftAssertions softly = new SoftAssertions();
    for (Rendered rendered : ALL) {
      List<String> before = ofPicture(tags, rendered.before);
      List<String> after = ofPicture(tags, rendered.after);
      if (rendered.row.orientation() > 0) {
        softly.assertThat(after).as("%s", rendered).allMatch(tag -> tag.endsWith("=1"));
      } else {
        softly.assertThat(after).as("%s", rendered).isEqualTo(before);
      }
    }
    softly.assertAll();
  }

  /** Without those of previews, which are not carried. */
  private static List<String> ofPicture(Map<Path, List<String>> tags, Path file) {
    return tags.getOrDefault(file, List.of()).stream()
        .filter(tag -> !tag.startsWith("IFD1:") && !tag.startsWith("SubIFD"))
        .toList();
  }

  @Test
  void shouldBeShownAlikeByPillow() {
    assumeTrue(Readers.hasPillow(), "Pillow is not on this machine (apt-get install python3-pil)");

    // which turns some TIFF files twice itself (9.4)
    shouldBeShownAlike(Readers.pillow(files()), Set.of(ImageFormat.TIFF));
  }

  @Test
  void shouldBeShownAlikeByImageMagick() {
    assumeTrue(Readers.hasImageMagick(), "ImageMagick is not on this machine");

    shouldBeShownAlike(Readers.imageMagick(files(), folder), Set.of());
  }

  private static List<Path> files() {
    return ALL.stream().flatMap(r -> Stream.of(r.before, r.after)).toList();
  }

  /**
   * A turned picture stands as it must for every reader that can read it, and the original did so
   * or lay as stored where the reader does not know that place; one that was left stands as before.
   *
   * @param misread formats of originals that the reader itself gets wrong
   */
  private static void shouldBeShownAlike(Map<Path, String> shown, Set<ImageFormat> misread) {
    SoftAssertions softly = new SoftAssertions();
    int read = 0;
    for (Rendered rendered : ALL) {
      String before = shown.getOrDefault(rendered.before, "failed");
      String after = shown.getOrDefault(rendered.after, "failed");
      if (before.startsWith("failed") || after.startsWith("failed")) {
        continue; // a format that this reader lacks
      }
      read++;
      Row row = rendered.row;
      if (row.orientation() > 0) {
        softly.assertThat(after).as("%s", rendered).isEqualTo(row.corners());
        if (!misread.contains(row.from())) {
          softly.assertThat(before).as("%s, before", rendered).isIn(row.corners(), Row.stored());
        }
      } else {
        softly.assertThat(after).as("%s", rendered).isEqualTo(before);
      }
    }
    softly.assertThat(read).isGreaterThan(ALL.size() / 2);
    softly.assertAll();
  }
}
