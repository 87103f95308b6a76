package io.tonework.standalone.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tonework.messaging.deadletter.DeadLetter;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Which dead letters a replay takes: one too many is a photo rendered and billed twice. */
class LetterChoiceTest {
  /** A command that has nothing but the choice. */
  @CommandLine.Command
  private static final class Holder {
    @CommandLine.Mixin private final LetterChoice choice = new LetterChoice();
  }

  private static LetterChoice choice(String... arguments) {
    Holder holder = new Holder();
    new CommandLine(holder).parseArgs(arguments);
    return holder.choice;
  }

  private static DeadLetter letter(@Nullable String key, String stage, String code) {
    return new DeadLetter(
        "photo.uploaded",
        0,
        0,
        0,
        0,
        "group",
        stage,
        3,
        code,
        "E",
        "m",
        Instant.EPOCH,
        null,
        key,
        "{}",
        Map.of());
  }

  @ParameterizedTest
  @CsvSource({
    "p1, planner, corrupt_image, true",
    "p2, planner, corrupt_image, false",
    ", planner, corrupt_image, false",
    "p1, render, corrupt_image, false",
    "p1, planner, retries_exhausted, false"
  })
  void shouldTakeOnlyWhatEveryOptionSays(
      @Nullable String key, String stage, String code, boolean isTaken) {
    // Given
    LetterChoice choice = choice("--key", "p1", "--stage", "planner", "--code", "corrupt_image");
    // When, Then
    assertThat(choice.test(letter(key, stage, code))).isEqualTo(isTaken);
  }

  @Test
  void shouldTakeEverythingWhenNothingIsSaidAndKnowIt() {
    assertThat(choice().test(letter(null, "planner", "corrupt_image"))).isTrue();
    assertThat(choice().isNarrowed()).isFalse();
    assertThat(choice().topics()).isEqualTo(LineOptions.topics());
    assertThat(choice("--key", "p1").isNarrowed()).isTrue();
    assertThat(choice("--stage", "render").isNarrowed()).isTrue();
    assertThat(choice("--code", "x").isNarrowed()).isTrue();
    assertThat(choice("photo.uploaded").isNarrowed()).isTrue();
  }

  @Test
  void shouldNameTheTopicThatIsNone() {
    assertThat(choice("photo.uploaded").topics()).containsExactly("photo.uploaded");
    assertThatThrownBy(() -> choice("photo.uploaded", "photo.uplaoded").topics())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("'photo.uplaoded' is no topic with dead letters; they are ")
        .hasMessageContaining("photo.uploaded");
  }
}
