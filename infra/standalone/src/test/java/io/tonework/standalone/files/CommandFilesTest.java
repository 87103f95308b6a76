package io.tonework.standalone.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tonework.contracts.Mode;
import io.tonework.contracts.RetouchRequest;
import io.tonework.contracts.Sha256;
import io.tonework.contracts.Slider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Files that a user names on the command line; every fault is said with the file's name. */
class CommandFilesTest {
  @TempDir Path folder;

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  @Test
  void shouldSayThatAFileIsMissingOrFarTooLong() throws IOException {
    // Given
    Path long5 = file("a.json", "12345");
    // When, Then
    assertThat(SmallFile.read(long5, 5)).hasSize(5);
    assertThatThrownBy(() -> SmallFile.read(long5, 4))
        .isInstanceOf(IOException.class)
        .hasMessage("'" + long5 + "' has 5 bytes; a file of this kind has at most 4");
    assertThatThrownBy(() -> SmallFile.read(folder.resolve("b.json")))
        .isInstanceOf(IOException.class)
        .hasMessage("there is no file '" + folder.resolve("b.json") + "'");
  }

  @Test
  void shouldWriteAFileWholeAndLeaveNothingBeside() throws IOException {
    // Given
    Path target = folder.resolve("new/deep/a.jpg");
    // When
    WholeFile.write(target, new byte[] {1});
    WholeFile.write(target, new byte[] {2, 3});
    // Then
    assertThat(target).hasBinaryContent(new byte[] {2, 3});
    try (var files = Files.list(target.getParent())) {
      assertThat(files).containsExactly(target);
    }
  }

  @Test
  void shouldKeepTheOldFileWhenTheNewOneCannotBeWritten() throws IOException {
    // Given: where the bytes would lie until the file is whole, there is a folder
    Path target = file("a.jpg", "old");
    Files.createDirectories(WholeFile.partOf(target).resolve("occupied"));
    // When, Then
    assertThatThrownBy(() -> WholeFile.write(target, new byte[] {1}))
        .isInstanceOf(IOException.class);
    assertThat(target).hasContent("old");
  }

  @Test
  void shouldGiveAPhotoItsOwnWishAndTheOthersTheCommon() throws IOException {
    // Given
    PromptsFile prompts = PromptsFile.read(file("p.json", "{\"a.jpg\": \"warmer\"}"), Mode.STYLE);
    RetouchRequest common = RetouchRequest.auto();
    // When
    RetouchRequest own = prompts.requestFor(Path.of("in/deep/a.jpg"), common);
    // Then
    assertThat(own.mode()).isEqualTo(Mode.STYLE);
    assertThat(own.instruction()).isEqualTo("warmer");
    assertThat(prompts.requestFor(Path.of("in/b.jpg"), common)).isSameAs(common);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "\"warmer\"",
        "{\"a.jpg\": null}",
        "{\"a.jpg\": {}}",
        "{\"a.jpg\": [\"x\"]}",
        "{\"a.jpg\": \"warmer\""
      })
  void shouldSayWhatAFileOfPromptsLooksLikeWhenItIsNone(String content) throws IOException {
    // Given
    Path file = file("p.json", content);
    // When, Then
    assertThatThrownBy(() -> PromptsFile.read(file, Mode.STYLE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "'" + file + "' must be a JSON object like {\"a.jpg\": \"a bit warmer\"}");
  }

  @Test
  void shouldLoseNoWishToATypingError() {
    // Given
    PromptsFile prompts = new PromptsFile(Map.of("a.jpg", "x", "c.jpg", "y"), Mode.STYLE);
    List<Job> jobs = List.of(new Job(Path.of("in/a.jpg"), Path.of("out/a.jpg")));
    // When, Then
    assertThatThrownBy(() -> prompts.checkNames(jobs))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there are prompts for photos that are not given: [c.jpg]");
  }

  @Test
  void shouldReadSlidersAndNameTheFileWhenTheyAreNone() throws IOException {
    // Given
    Path sliders = file("s.json", "{\"Exposure2012\": 30}");
    Path unknown = file("u.json", "{\"Glow\": 30}");
    Path xmp = file("x.xmp", "<x:xmpmeta xmlns:x='adobe:ns:meta/'><broken");
    // When, Then
    assertThat(ParamsFile.read(sliders).sliders().get(Slider.EXPOSURE)).isEqualTo(30);
    assertThatThrownBy(() -> ParamsFile.read(unknown))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("'" + unknown + "': ")
        .hasMessageContaining("Glow");
    assertThatThrownBy(() -> ParamsFile.read(xmp))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("'" + xmp + "': ");
  }

  private static LookOption look(String... arguments) {
    Holder holder = new Holder();
    new CommandLine(holder).parseArgs(arguments);
    return holder.look;
  }

  /** A command that has nothing but that option. */
  @CommandLine.Command
  private static final class Holder {
    @CommandLine.Mixin private final LookOption look = new LookOption();
  }

  @Test
  void shouldNameALookByItsDigestAndStrength() throws IOException {
    // Given
    String cube =
        """
        LUT_3D_SIZE 2
        0 0 0
        1 0 0
        0 1 0
        1 1 0
        0 0 1
        1 0 1
        0 1 1
        1 1 1
        """;
    Path file = file("film.cube", cube);
    // When
    LookOption.Chosen chosen = look("--look", file.toString(), "--look-strength", "0.5").choose();
    // Then
    assertThat(Objects.requireNonNull(chosen.ref()).strength()).isEqualTo(0.5);
    assertThat(chosen.ref().sha256()).isEqualTo(Sha256.of(cube));
    assertThat(look().choose().ref()).isNull();
  }

  @Test
  void shouldRefuseALookThatIsNone() throws IOException {
    // Given
    Path cut = file("cut.cube", "LUT_3D_SIZE 2\n0 0 0\n");
    // When, Then
    assertThatThrownBy(() -> look("--look", cut.toString()).choose())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("'" + cut + "': ");
    assertThatThrownBy(() -> look("--look-strength", "0.5").choose())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("--look-strength needs --look FILE.cube");
    assertThatThrownBy(() -> look("--look", folder.resolve("no.cube").toString()).choose())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("there is no file");
  }

  @Test
  void shouldCountThePhotosThatFailed() {
    // Given
    PhotoReport done = report(null);
    PhotoReport failed = report("it is damaged");
    // When
    RetouchReport report = new RetouchReport(List.of(done, failed, failed));
    // Then
    assertThat(report.failures()).isEqualTo(2);
    assertThat(report.withNotCarriedOver(List.of("Dehaze")).failures()).isEqualTo(2);
    assertThat(report.withNotCarriedOver(List.of("Dehaze")).notCarriedOver())
        .containsExactly("Dehaze");
  }

  private static PhotoReport report(@Nullable String error) {
    return new PhotoReport(
        "a.jpg", null, Mode.AUTO, null, null, null, List.of(), List.of(), List.of(), Map.of(),
        error);
  }
}
