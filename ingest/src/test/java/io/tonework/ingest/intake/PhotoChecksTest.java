package io.tonework.ingest.intake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.ingest.TestPhotos;
import io.tonework.ingest.multipart.SpooledFile;
import io.tonework.service.problem.Problem;
import io.tonework.service.problem.ProblemException;
import io.tonework.service.problem.ProblemType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhotoChecksTest {
  private static final IngestLimits LIMITS =
      new IngestLimits(8, 8 << 20, 8 << 20, 1 << 16, 1_000_000, 2_000);

  @TempDir private Path folder;

  private SpooledFile spooled(byte[] bytes) {
    try {
      Path path = Files.write(folder.resolve("photo"), bytes);
      return new SpooledFile(path, bytes.length, "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Problem refused(byte[] bytes) {
    ProblemException refusal =
        catchThrowableOfType(
            ProblemException.class,
            () -> new PhotoChecks(LIMITS).check(spooled(bytes), "photos[1].photo"));
    assertThat(refusal.problem().field()).isEqualTo("photos[1].photo");
    return refusal.problem();
  }

  /** The header of a TIFF of ten rows whose directory begins at a place; it has no pixels. */
  private static byte[] tiff(int directory, int width, int photometric) {
    ByteBuffer file =
        ByteBuffer.allocate(directory + 2 + 3 * 12 + 4).order(ByteOrder.LITTLE_ENDIAN);
    file.put("II*\0".getBytes(ISO_8859_1)).putInt(directory).position(directory);
    file.putShort((short) 3);
    file.putShort((short) 0x0100).putShort((short) 4).putInt(1).putInt(width);
    file.putShort((short) 0x0101).putShort((short) 4).putInt(1).putInt(10);
    file.putShort((short) 0x0106).putShort((short) 3).putInt(1).putInt(photometric);
    return file.array();
  }

  @Test
  void shouldTellTheFormatOfAPhotoByItsBytes() {
    assertThat(new PhotoChecks(LIMITS).check(spooled(TestPhotos.jpeg(1)), "photo"))
        .isEqualTo(ImageFormat.JPEG);
  }

  @Test
  void shouldReadAHeaderThatComesLastInALargeFile() {
    byte[] photo = tiff(3 << 20, 1_500, 1);
    byte[] wide = tiff(3 << 20, 2_001, 1);

    assertThat(new PhotoChecks(LIMITS).check(spooled(photo), "photo")).isEqualTo(ImageFormat.TIFF);
    assertThat(refused(wide).limit()).isEqualTo(2_000);
  }

  @Test
  void shouldReadNoFurtherThanTheBeginningOfALargeFileWhenThatTells() {
    byte[] large = Arrays.copyOf(TestPhotos.jpeg(1), 4 << 20);

    assertThat(new PhotoChecks(LIMITS).check(spooled(large), "photo")).isEqualTo(ImageFormat.JPEG);
  }

  @ParameterizedTest
  @CsvSource({"GIF89a......,GIF", "%PDF-1.7,PDF", "8BPS,PSD"})
  void shouldRefuseByNameWhatIsNoPhoto(String head, String name) {
    Problem problem = refused(head.getBytes(ISO_8859_1));

    assertThat(problem.type()).isEqualTo(ProblemType.UNSUPPORTED_FORMAT.uri());
    assertThat(problem.detail()).startsWith(name + " is not accepted; accepted are JPEG");
  }

  @Test
  void shouldSayWhatIsMissingOfAPhotoThatIsCut() {
    Problem problem = refused(Arrays.copyOf(TestPhotos.jpeg(1), 40));

    assertThat(problem.type()).isEqualTo(ProblemType.CORRUPT_IMAGE.uri());
    assertThat(problem.detail()).startsWith("the file ends at byte 40");
  }

  @ParameterizedTest
  @CsvSource({"2001,10,2001,2000", "1001,1000,1001000,1000000"})
  void shouldNameTheLimitThatAPhotoIsOver(int width, int height, long value, long limit) {
    Problem problem = refused(TestPhotos.pngThatClaims(width, height));

    assertThat(problem.type()).isEqualTo(ProblemType.TOO_MANY_PIXELS.uri());
    assertThat(String.valueOf(problem.value())).isEqualTo(Long.toString(value));
    assertThat(problem.limit()).isEqualTo(limit);
  }

  @Test
  void shouldTakeRawFilesOnlyWhereTheyAreSwitchedOn() {
    byte[] raw = tiff(8, 9_000, 32803);

    assertThat(refused(raw).detail()).contains("tonework.imaging.formats=raw");
    assertThat(new PhotoChecks(LIMITS, Set.of(ImageFormat.RAW)).check(spooled(raw), "photo"))
        .as("measured by the planner")
        .isEqualTo(ImageFormat.RAW);
  }
}
