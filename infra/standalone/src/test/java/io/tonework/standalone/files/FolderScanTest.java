package io.tonework.standalone.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FolderScanTest {
  private static final byte[] JPEG_HEAD = HexFormat.of().parseHex("ffd8ffe000104a46494600010100");

  @TempDir private Path folder;

  private Path in = Path.of("");

  @BeforeEach
  void makeFolder() throws IOException {
    in = Files.createDirectories(folder.resolve("in"));
  }

  private Path file(String name, byte[] bytes) throws IOException {
    Path file = in.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, bytes);
  }

  private FolderScan scan() throws IOException {
    return FolderScan.of(in, folder.resolve("out"));
  }

  private List<String> photographs() throws IOException {
    return scan().photographs().stream().map(in::relativize).map(Path::toString).toList();
  }

  private List<String> passedOver() throws IOException {
    return scan().passedOver().stream()
        .map(each -> each.file().substring(each.file().lastIndexOf('/') + 1) + ": " + each.why())
        .sorted()
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"a.jfif", "a.jpe", "a.jif", "a.JFIF", "a.dat", "a", "a.gif"})
  void shouldTakeWhatIsAPhotographByItsBytesWhateverItsName(String name) throws IOException {
    // Given
    file(name, JPEG_HEAD);

    // When, Then
    assertThat(photographs()).containsExactly(name);
    assertThat(passedOver()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "a.gif, 474946383961, GIF is not accepted",
    "a.bmp, 424d0000000000000000, BMP is not accepted",
    "a.pdf, 255044462d312e, PDF is not accepted",
    "a.psd, 384250530001, PSD is not accepted",
    "a.txt, 6e6f7465, the bytes are no image that is known",
    "a.bin, '', the file is empty",
    "a.raw2, 49495500, a camera's raw file (RAW) is not accepted here"
  })
  void shouldNameWhatIsNotTaken(String name, String hex, String why) throws IOException {
    // Given
    file(name, HexFormat.of().parseHex(hex));

    // When, Then
    assertThat(photographs()).isEmpty();
    assertThat(passedOver()).containsExactly(name + ": " + why);
  }

  @Test
  void shouldNameWhatIsHiddenLeadsNowhereOrHoldsTheResults() throws IOException {
    // Given
    file(".a.jpg", JPEG_HEAD);
    file(".git/config", JPEG_HEAD);
    file("done/a.jpg", JPEG_HEAD);
    file("a.jpg", JPEG_HEAD);
    Files.createSymbolicLink(in.resolve("b.jpg"), in.resolve("nothing"));

    // When
    FolderScan scan = FolderScan.of(in, in.resolve("done"));

    // Then
    assertThat(scan.photographs()).containsExactly(in.resolve("a.jpg"));
    assertThat(scan.passedOver())
        .extracting(each -> Path.of(each.file()).getFileName() + ": " + each.why())
        .containsExactlyInAnyOrder(
            ".a.jpg: hidden",
            ".git: hidden",
            "done: results are written there",
            "b.jpg: a link that leads nowhere");
  }

  @Test
  void shouldReadLinkedFoldersAndEndWhereLinksLoop() throws IOException {
    // Given
    file("real/a.jpg", JPEG_HEAD);
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere/deep"));
    Files.write(elsewhere.resolve("b.jpg"), JPEG_HEAD);
    Files.createSymbolicLink(in.resolve("linked"), folder.resolve("elsewhere"));
    Files.createSymbolicLink(elsewhere.resolve("up"), in);
    Files.createSymbolicLink(in.resolve("real/self"), in.resolve("real"));
    Files.createSymbolicLink(in.resolve("c.jpg"), elsewhere.resolve("b.jpg"));

    // When, Then
    assertThat(photographs()).containsExactly("c.jpg", "linked/deep/b.jpg", "real/a.jpg");
    assertThat(passedOver())
        .containsExactly(
            "self: the same folder as '" + in.resolve("real") + "', which is read",
            "up: the same folder as '" + in + "', which is read");
  }

  @Test
  void shouldReadAFolderThatIsItselfALink() throws IOException {
    // Given
    file("a.jpg", JPEG_HEAD);
    Path link = Files.createSymbolicLink(folder.resolve("link"), in);

    // When, Then
    assertThat(FolderScan.of(link, folder.resolve("out")).photographs())
        .containsExactly(link.resolve("a.jpg"));
  }

  @Test
  void shouldReadAFolderThatLiesInTheFolderOfTheResults() throws IOException {
    // Given
    file("a.jpg", JPEG_HEAD);

    // When, Then
    assertThat(FolderScan.of(in, folder).photographs()).containsExactly(in.resolve("a.jpg"));
  }

  @Test
  void shouldRefuseToPutResultsAmongTheOriginalsUnderAnyName() throws IOException {
    // Given
    file("a.jpg", JPEG_HEAD);
    Path link = Files.createSymbolicLink(folder.resolve("link"), in);

    // When, Then
    for (Path out : List.of(in, link, in.resolve("../in"))) {
      assertThatThrownBy(() -> FolderScan.of(in, out)).hasMessageContaining("among the originals");
    }
  }

  @Test
  void shouldSayWhatCannotBeReadAndReadTheRest() throws IOException {
    // Given
    file("a.jpg", JPEG_HEAD);
    Path closed = Files.createDirectories(in.resolve("closed"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
    assumeThat(Files.isReadable(closed)).as("an administrator reads everything").isFalse();

    // When
    FolderScan scan = scan();

    // Then
    assertThat(scan.photographs()).hasSize(1);
    assertThat(scan.passedOver())
        .containsExactly(
            new PassedOver(closed.toString(), "cannot be read: access is denied", true));
  }

  @Test
  void shouldKeepTheBytesOfANameThatIsNoText() throws IOException {
    // Given
    Path odd = Path.of(URI.create(in.toUri() + "caf%E9%0A.gif"));
    Path photo = Path.of(URI.create(in.toUri() + "caf%E9.jpg"));
    Files.write(odd, "GIF89a".getBytes(StandardCharsets.US_ASCII));
    Files.write(photo, JPEG_HEAD);

    // When
    FolderScan scan = scan();
    List<Job> jobs = JobList.of(List.of(in), folder.resolve("out")).jobs();

    // Then
    assertThat(scan.passedOver().getFirst().file()).isEqualTo(odd.toUri().toString());
    assertThat(jobs)
        .containsExactly(new Job(photo, Path.of(URI.create(folder.toUri() + "out/caf%E9.jpg"))));
  }
}
