package io.tonework.imaging.odd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tonework.imaging.codec.ImageCodec;
import io.tonework.imaging.codec.RenderedImage;
import io.tonework.imaging.codec.imageio.ImageIoCodec;
import io.tonework.imaging.codec.vips.VipsCodec;
import io.tonework.imaging.fault.CorruptImage;
import io.tonework.imaging.fault.ImageException;
import io.tonework.imaging.file.EncodeOptions;
import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.imaging.file.format.ImageLimits;
import io.tonework.imaging.file.format.Incomplete;
import io.tonework.imaging.odd.OddFile.Refused;
import io.tonework.imaging.odd.OddFile.Shown;
import io.tonework.imaging.pixels.RgbImage;
import io.tonework.imaging.region.ColourMap;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every row of the table through both codecs: what the planner is shown, what is rendered, and what
 * is said about it. The next odd file is a row of {@link OddFiles}.
 */
class OddFilesTest {
  private static final EncodeOptions AS_PNG = new EncodeOptions(ImageFormat.PNG, null, false, null);

  static Stream<OddFile> rows() {
    return OddFiles.all().stream();
  }

  private static Optional<ImageCodec> vips(ImageLimits limits) {
    try {
      return Optional.of(VipsCodec.open(limits));
    } catch (IllegalArgumentException | UnsupportedOperationException missing) {
      return Optional.empty();
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void shouldComeToTheRightPictureInPureJava(OddFile row) {
    check(new ImageIoCodec(ImageLimits.DEFAULT), row);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void shouldComeToTheRightPictureWithLibvips(OddFile row) {
    Optional<ImageCodec> codec = vips(ImageLimits.DEFAULT);
    assumeTrue(codec.isPresent(), "libvips is missing: apt-get install libvips42");
    check(codec.get(), row);
  }

  private static void check(ImageCodec codec, OddFile row) {
    switch (row.expected()) {
      case Refused(String reason) -> {
        assertThatThrownBy(() -> codec.thumbnail(row.file(), 64))
            .as("thumbnail")
            .isInstanceOf(ImageException.class)
            .hasMessageContaining(reason);
        assertThatThrownBy(() -> codec.render(row.file(), ColourMap.identity(), AS_PNG))
            .as("render")
            .isInstanceOf(ImageException.class)
            .hasMessageContaining(reason);
      }
      case Shown shown -> {
        check(codec.thumbnail(row.file(), 64), shown, row);
        RenderedImage rendered = codec.render(row.file(), ColourMap.identity(), AS_PNG);
        check(codec.thumbnail(rendered.bytes(), 64), shown, row);
        assertThat(rendered.lost()).as(row.source()).containsAll(shown.lost());
        assertThat(rendered.warnings()).as(row.source()).hasSize(shown.warnings().size());
        for (int i = 0; i < shown.warnings().size(); i++) {
          assertThat(rendered.warnings().get(i)).contains(shown.warnings().get(i));
        }
      }
    }
  }

  private static void check(RgbImage image, Shown shown, OddFile row) {
    assertThat(image.width()).isEqualTo(OddFiles.WIDTH);
    assertThat(image.height()).isEqualTo(OddFiles.HEIGHT);
    check(image, OddFiles.WIDTH / 4, shown.left(), shown.tolerance(), row);
    check(image, OddFiles.WIDTH * 3 / 4, shown.right(), shown.tolerance(), row);
  }

  private static void check(RgbImage image, int x, int[] expected, int tolerance, OddFile row) {
    int at = (OddFiles.HEIGHT / 2 * image.width() + x) * 3;
    for (int c = 0; c < 3; c++) {
      assertThat(image.rgb()[at + c] & 0xFF)
          .as("%s, by %s, column %d, channel %d", row.name(), row.source(), x, c)
          .isCloseTo(expected[c], within(tolerance));
    }
  }

  static Stream<ImageCodec> codecsThatRenderWhatThereIs() {
    ImageLimits limits = ImageLimits.DEFAULT.with(Incomplete.RENDER);
    return Stream.concat(Stream.of(new ImageIoCodec(limits)), vips(limits).stream());
  }

  @ParameterizedTest
  @MethodSource("codecsThatRenderWhatThereIs")
  void shouldRenderAsFarAsThePhotoGoesWhenAskedTo(ImageCodec codec) {
    for (ImageFormat format : List.of(ImageFormat.JPEG, ImageFormat.PNG)) {
      // Given
      byte[] whole = OddFiles.noise(format);
      byte[] cut = Arrays.copyOf(whole, whole.length / 2);

      // When
      RgbImage seen = codec.thumbnail(cut, 160);
      RenderedImage rendered = codec.render(cut, ColourMap.identity(), AS_PNG);

      // Then the first lines are as in the whole, and it is said how many there are
      RgbImage expected = codec.thumbnail(whole, 160);
      assertThat(Arrays.copyOf(seen.rgb(), 160 * 3 * 40))
          .isEqualTo(Arrays.copyOf(expected.rgb(), 160 * 3 * 40));
      assertThat(rendered.height()).isEqualTo(160);
      assertThat(rendered.warnings()).hasSize(1);
      assertThat(rendered.warnings().getFirst())
          .matches("the photo is incomplete: only the first \\d+ of 160 lines .*");
    }
  }

  @ParameterizedTest
  @MethodSource("codecsThatRenderWhatThereIs")
  void shouldRefuseWhatIsHardlyThereWhateverIsAskedFor(ImageCodec codec) {
    byte[] lie = OddFiles.lines(OddFiles.noise(ImageFormat.JPEG), 32_000);

    assertThatThrownBy(() -> codec.render(lie, ColourMap.identity(), AS_PNG))
        .isInstanceOf(CorruptImage.class)
        .hasMessageEndingWith("only the first 160 of 32000 lines of the picture are whole");
  }

  @Test
  void shouldHaveARowOfEachName() {
    assertThat(rows().map(OddFile::name)).doesNotHaveDuplicates();
  }
}
