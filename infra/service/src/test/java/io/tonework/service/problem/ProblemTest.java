package io.tonework.service.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemTest {
  private static final Path REFERENCE = Path.of("../../docs/reference/problems.md");

  @ParameterizedTest
  @EnumSource
  void shouldBeExplainedInTheReference(ProblemType type) throws IOException {
    String slug = type.uri().toString().replace("urn:tonework:problem:", "");

    assertThat(Files.readString(REFERENCE)).contains("| `" + slug + "` | " + type.status() + " |");
  }

  @Test
  void shouldLeaveOutWhatDoesNotApply() throws IOException {
    // Given
    Problem problem = Problem.of(ProblemType.NOT_FOUND, "there is no photo x");

    // When
    String json = new ObjectMapper().writeValueAsString(problem);

    // Then
    assertThat(json)
        .isEqualTo(
            "{\"type\":\"urn:tonework:problem:not-found\",\"title\":\"There is no such thing\","
                + "\"status\":404,\"detail\":\"there is no photo x\"}");
  }

  @Test
  void shouldNameThePathFromOutside() {
    // Given
    Problem problem = Problem.invalid("mode", "best", "mode must be auto");

    // When, Then
    assertThat(problem.within("photos[2]").field()).isEqualTo("photos[2].mode");
    assertThat(Problem.invalid("", 7, "must be an object").within("photos[2]").field())
        .isEqualTo("photos[2]");
  }

  @Test
  void shouldCutAValueThatIsLong() {
    // When
    Problem problem = Problem.invalid("user", "x".repeat(5_000), "too long");

    // Then
    assertThat(String.valueOf(problem.value())).hasSizeLessThan(250);
  }
}
