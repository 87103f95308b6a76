package io.tonework.standalone.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobListTest {
  private static final byte[] JPEG_HEAD = HexFormat.of().parseHex("ffd8ffe000104a46494600010100");

  @TempDir private Path folder;

  @Test
  void shouldKeepTheStructureOfAFolderAndLeaveOutWhatIsNoPhotograph() throws IOException {
    // Given
    Path a = photo("in/a.jpg");
    Path b = photo("in/deep/er/b.JPG");
    Files.writeString(folder.resolve("in/notes.txt"), "no photograph");
    photo("in/.hidden.jpg");

    // When
    List<Job> jobs = JobList.of(List.of(folder.resolve("in")), folder.resolve("out")).jobs();

    // Then
    assertThat(jobs)
        .containsExactly(
            new Job(a, folder.resolve("out/a.jpg")),
            new Job(b, folder.resolve("out/deep/er/b.JPG")));
  }

  @Test
  void shouldNotTakeItsOwnResultsForInputsWhenTheyLieInsideTheFolder() throws IOException {
    // Given
    Path a = photo("in/a.jpg");
    photo("in/out/a.jpg");

    // When
    List<Job> jobs = JobList.of(List.of(folder.resolve("in")), folder.resolve("in/out")).jobs();

    // Then
    assertThat(jobs).containsExactly(new Job(a, folder.resolve("in/out/a.jpg")));
  }

  @Test
  void shouldTakeADamagedPhotoOfAFolderSoThatItsFailureIsTold() throws IOException {
    // Given
    Files.createDirectories(folder.resolve("in"));
    Path empty = Files.createFile(folder.resolve("in/empty.JPG"));
    Path beheaded = Files.writeString(folder.resolve("in/beheaded.tiff"), "....");
    // When
    List<Job> jobs = JobList.of(List.of(folder.resolve("in")), folder.resolve("out")).jobs();
    // Then
    assertThat(jobs).extracting(Job::input).containsExactly(beheaded, empty);
  }

  @Test
  void shouldTakeTheOutputForAFileWhenItIsNamedLikeAPhoto() throws IOException {
    // Given
    Path a = photo("a.jpg");

    // When
    List<Job> jobs = JobList.of(List.of(a), folder.resolve("done.png")).jobs();

    // Then
    assertThat(jobs).containsExactly(new Job(a, folder.resolve("done.png")));
  }

  @Test
  void shouldRefuseWhenTwoPhotosWouldGetOneName() throws IOException {
    // Given
    Path one = photo("one/a.jpg");
    Path two = photo("two/a.jpg");

    // When / Then
    assertThatThrownBy(() -> JobList.of(List.of(one, two), folder.resolve("out")))
        .hasMessageContaining(one.toString())
        .hasMessageContaining(two.toString());
  }

  @Test
  void shouldRefuseWhenAPhotoWouldReplaceItsOriginal() throws IOException {
    // Given
    Path a = photo("a.jpg");

    // When / Then
    assertThatThrownBy(() -> JobList.of(List.of(a), folder))
        .hasMessageContaining("would be replaced by its own result");
  }

  @Test
  void shouldNameTheInputWhenItIsMissing() {
    // Given
    Path missing = folder.resolve("nowhere.jpg");

    // When / Then
    assertThatThrownBy(() -> JobList.of(List.of(missing), folder.resolve("out")))
        .hasMessageContaining("nowhere.jpg");
  }

  private Path photo(String name) throws IOException {
    Path file = folder.resolve(name);
    Path parent = file.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    return Files.write(file, JPEG_HEAD);
  }
}
