package io.tonework.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.tonework.contracts.ContractsJson;
import io.tonework.contracts.Slider;
import io.tonework.contracts.Sliders;
import io.tonework.samples.CaptureFault;
import io.tonework.samples.Scene;
import io.tonework.samples.SyntheticPhoto;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** No command replaces what it reads, under whatever name the output goes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OverwriteIT {
  private final StringWriter errors = new StringWriter();

  private Path made = Path.of("");

  @BeforeAll
  void makeInputs(@TempDir Path folder) throws IOException {
    made = folder;
    for (int seed = 1; seed <= 2; seed++) {
      Files.write(
          folder.resolve(seed + ".jpg"),
          SyntheticPhoto.jpeg(Scene.PORTRAIT, 160, 120, seed, CaptureFault.UNDER_EXPOSED, 90));
    }
    Files.write(
        folder.resolve("p.json"),
        ContractsJson.writeBytes(Sliders.of(Map.of(Slider.EXPOSURE, 20.0))));
    run(folder, "retouch 1.jpg -o out.jpg --params p.json --plan --cube");
    Files.move(folder.resolve("out.plan.json"), folder.resolve("plan.json"));
    Files.move(folder.resolve("out.cube"), folder.resolve("look.cube"));
    Files.delete(folder.resolve("out.jpg"));
  }

  /** {@code @} stands for another name of the file behind it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SPELLING | retouch 1.jpg -o @1.jpg",
        "SYMBOLIC_LINK | retouch 1.jpg 2.jpg -o .",
        "HARD_LINK | retouch 1.jpg -o @p.json --params p.json",
        "LINKED_FOLDER | retouch 1.jpg -o new.jpg --report @1.jpg",
        "SPELLING | retouch 1.jpg -o new.jpg --params p.json --report @p.json",
        "SYMBOLIC_LINK | retouch 1.jpg -o new.jpg --look look.cube --report @look.cube",
        "HARD_LINK | retouch 1.jpg -o look.jpg --look look.cube --cube",
        "LINKED_FOLDER | retouch 1.jpg -o new.jpg --target 2.jpg --report @2.jpg",
        "SPELLING | retouch 1.jpg -o new.jpg --report new.jpg",
        "SYMBOLIC_LINK | render plan.json 1.jpg -o @1.jpg",
        "HARD_LINK | render plan.json 1.jpg -o @plan.json",
        "LINKED_FOLDER | lut plan.json -o @plan.json",
        "SPELLING | lut plan.json --look look.cube -o @look.cube",
        "SYMBOLIC_LINK | xmp plan.json -o @plan.json",
        "HARD_LINK | xmp plan.json -o new.xmp --report @plan.json",
        "LINKED_FOLDER | xmp plan.json -o new.xmp --report new.xmp",
        "SPELLING | compare 1.jpg 2.jpg -o @1.jpg",
        "SYMBOLIC_LINK | compare 1.jpg 2.jpg -o @2.jpg",
        "HARD_LINK | compare 1.jpg 2.jpg -o new.png --report @2.jpg"
      })
  void shouldRefuseBeforeAnythingIsWrittenWhenAnOutputIsAnInput(
      Alias alias, String call, @TempDir Path here) throws IOException {
    // Given
    for (Path file : files(made)) {
      Files.copy(file, here.resolve(file.getFileName()));
    }
    String[] words = call.split(" ");
    for (int i = 0; i < words.length; i++) {
      if (words[i].startsWith("@")) {
        words[i] = alias.of(here, words[i].substring(1));
      }
    }
    Map<Path, String> before = contents(here);

    // When
    int exit = run(here, String.join(" ", words));

    // Then
    assertThat(exit).isEqualTo(1);
    assertThat(errors.toString()).containsAnyOf("is read", "written twice", "its own result");
    assertThat(contents(here)).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "01-1-before.jpg",
        "01-1-after.png",
        "02-1-after.jpg",
        "01-1-plan.json",
        "02-1.cube",
        "tonework.log"
      })
  void shouldRefuseADemoWhoseResultIsOneOfItsPhotos(String result, @TempDir Path here)
      throws IOException {
    // Given
    Files.copy(made.resolve("1.jpg"), here.resolve("1.jpg"));
    Files.createDirectories(here.resolve("results"));
    Path _ = Files.createLink(here.resolve("results").resolve(result), here.resolve("1.jpg"));

    // When
    int exit = run(here, "demo 1.jpg -o ./results");

    // Then
    assertThat(exit).isEqualTo(1);
    assertThat(errors.toString()).contains("is read");
  }

  /** Another name of a file. */
  enum Alias {
    SPELLING,
    SYMBOLIC_LINK,
    HARD_LINK,
    LINKED_FOLDER;

    String of(Path here, String file) throws IOException {
      return switch (this) {
        case SPELLING -> "../" + here.getFileName() + "/./" + file;
        case SYMBOLIC_LINK -> {
          Path _ = Files.createSymbolicLink(here.resolve("alias.jpg"), here.resolve(file));
          yield "alias.jpg";
        }
        case HARD_LINK -> {
          Path _ = Files.createLink(here.resolve("alias.jpg"), here.resolve(file));
          yield "alias.jpg";
        }
        case LINKED_FOLDER -> {
          Path _ = Files.createSymbolicLink(here.resolve("linked"), here);
          yield "linked/" + file;
        }
      };
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private static Map<Path, String> contents(Path folder) throws IOException {
    Map<Path, String> contents = new TreeMap<>();
    for (Path file : files(folder)) {
      if (Files.isRegularFile(file)) {
        contents.put(file, Arrays.hashCode(Files.readAllBytes(file)) + " of " + Files.size(file));
      }
    }
    return contents;
  }

  /** Every word with a dot or alone is a file of the folder. */
  private int run(Path folder, String call) {
    String[] words = call.split(" ");
    for (int i = 0; i < words.length; i++) {
      words[i] = words[i].contains(".") ? folder + "/" + words[i] : words[i];
    }
    errors.getBuffer().setLength(0);
    CommandLine command = ToneworkCommand.commandLine();
    command.setErr(new PrintWriter(errors, true));
    command.setOut(new PrintWriter(new StringWriter(), true));
    return command.execute(words);
  }
}
