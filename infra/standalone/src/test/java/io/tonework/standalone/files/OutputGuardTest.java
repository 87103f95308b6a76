package io.tonework.standalone.files;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputGuardTest {
  @TempDir private Path folder;

  private Path input = Path.of("");

  @BeforeEach
  void write() throws IOException {
    input = Files.writeString(folder.resolve("in.jpg"), "a photo");
  }

  @Test
  void shouldRefuseAnInputUnderEveryNameThatItHas() throws IOException {
    // Given
    Path link = Files.createSymbolicLink(folder.resolve("link.jpg"), input);
    Path linkOfLink = Files.createSymbolicLink(folder.resolve("link2.jpg"), link);
    Path hard = Files.createLink(folder.resolve("hard.jpg"), input);
    Path linkedFolder = Files.createSymbolicLink(folder.resolve("linked"), folder);
    Path spelled = folder.resolve("linked/../" + folder.getFileName() + "/./in.jpg");
    OutputGuard guard = new OutputGuard().reads(input);

    // When, Then
    for (Path name :
        List.of(input, link, linkOfLink, hard, linkedFolder.resolve("in.jpg"), spelled)) {
      assertThatThrownBy(() -> guard.writes(name))
          .as(name.toString())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(input.toString());
    }
  }

  @Test
  void shouldRefuseTheInputWhenItIsNamedByALink() throws IOException {
    // Given
    Path link = Files.createSymbolicLink(folder.resolve("link.jpg"), input);
    OutputGuard guard = new OutputGuard().reads(link);

    // When, Then
    assertThatThrownBy(() -> guard.check(input)).hasMessageContaining("is read");
  }

  @Test
  void shouldRefuseAnOutputWhosePartWouldReplaceAnInput() throws IOException {
    // Given
    Path odd = Files.writeString(folder.resolve(".done.jpg.part"), "an input all the same");
    OutputGuard guard = new OutputGuard().reads(odd);

    // When, Then
    assertThatThrownBy(() -> guard.check(folder.resolve("done.jpg")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldRefuseWhatLiesInAFolderThatIsRead() throws IOException {
    // Given
    Path bundle = Files.createDirectories(folder.resolve("bundle"));
    Path manifest = Files.writeString(bundle.resolve("manifest.json"), "{}");
    OutputGuard guard = new OutputGuard().reads(bundle);

    // When, Then
    assertThatThrownBy(() -> guard.check(manifest)).hasMessageContaining("which is read");
  }

  @Test
  void shouldRefuseASecondOutputOfOnePlace() throws IOException {
    // Given
    Path linkedFolder = Files.createSymbolicLink(folder.resolve("linked"), folder);
    OutputGuard guard = new OutputGuard().reads(input).writes(folder.resolve("new/out.jpg"));

    // When, Then
    assertThatThrownBy(() -> guard.writes(linkedFolder.resolve("new/out.jpg")))
        .hasMessageContaining("twice");
  }

  @Test
  void shouldRefuseAReportInPlaceOfAFileThatIsNone() throws IOException {
    // Given
    Path photo = Files.writeString(folder.resolve("unnamed.jpg"), "a photo");
    Path earlier = Files.writeString(folder.resolve("report.json"), "{}");
    Path empty = Files.createFile(folder.resolve("empty.json"));
    OutputGuard guard = new OutputGuard().reads(input);

    // When, Then
    assertThatThrownBy(() -> guard.writesReport(photo)).hasMessageContaining("is no report");
    assertThatThrownBy(() -> guard.writesReport(input))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatCode(() ->
            guard
                .writesReport(earlier)
                .writesReport(empty)
                .writesReport(folder.resolve("new.json"))
                .writesReport(null))
        .doesNotThrowAnyException();
  }

  @Test
  void shouldAllowOtherFilesWhetherOrNotTheyAreThere() throws IOException {
    // Given: an equal file, which is another one, and a link to nowhere
    Path equal = Files.writeString(folder.resolve("equal.jpg"), "a photo");
    Path dangling =
        Files.createSymbolicLink(folder.resolve("dangling.jpg"), folder.resolve("nothing"));
    OutputGuard guard = new OutputGuard().reads(input).reads(folder.resolve("missing.jpg"));

    // When, Then
    assertThatCode(() ->
            guard.writes(equal).writes(dangling).writes(folder.resolve("a/b/new.jpg")).writes(null))
        .doesNotThrowAnyException();
  }

  @Test
  void shouldRefuseAFileThatWasWrittenUnderAnotherName() throws IOException {
    // Given: as on a file system where A.jpg is a.jpg
    OutputGuard guard = new OutputGuard();
    Path first = folder.resolve("a.jpg");
    guard.write(first, new byte[] {1});
    Path other = Files.createLink(folder.resolve("A.jpg"), first);

    // When, Then
    assertThatThrownBy(() -> guard.write(other, new byte[] {2})).hasMessageContaining("twice");
    guard.write(folder.resolve("b.jpg"), new byte[] {3});
  }
}
