package io.tonework.ingest.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tonework.contracts.RetouchRequest;
import io.tonework.ingest.intake.ItemOutcome;
import io.tonework.ingest.request.PhotoRequest;
import io.tonework.ingest.request.Submission;
import io.tonework.service.problem.Problem;
import io.tonework.service.problem.ProblemException;
import io.tonework.service.problem.ProblemType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswersTest {
  private static final ItemOutcome ACCEPTED = new ItemOutcome.Accepted("photo-1");
  private static final ItemOutcome REFUSED =
      new ItemOutcome.Refused(Problem.of(ProblemType.CORRUPT_IMAGE, "broken"));
  private static final ItemOutcome POSTPONED =
      new ItemOutcome.Postponed("the store does not answer", new IOException());

  private final Answers answers = new Answers(Duration.ofSeconds(7));

  private Response answer(boolean batch, ItemOutcome... outcomes) {
    List<Submission.Item> items = new ArrayList<>();
    for (ItemOutcome _ : outcomes) {
      items.add(new Submission.ForUpload(new PhotoRequest(null, RetouchRequest.auto(), null)));
    }
    return answers.answer(new Submission(batch, items), List.of(outcomes));
  }

  private static List<Integer> statuses(Response answer) {
    return ((TakenBatch) answer.getEntity())
        .photos().stream().map(TakenBatch.Entry::status).toList();
  }

  @Test
  void shouldAnswerASinglePhotoByItself() {
    assertThat(answer(false, ACCEPTED).getStatus()).isEqualTo(202);
    assertThatThrownBy(() -> answer(false, REFUSED))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().status()).isEqualTo(422));
  }

  @Test
  void shouldSayWhenToComeBackWhenNothingCouldBeTaken() {
    for (boolean batch : List.of(false, true)) {
      assertThatThrownBy(() -> answer(batch, POSTPONED))
          .isInstanceOfSatisfying(
              ProblemException.class,
              e -> {
                assertThat(e.problem().status()).isEqualTo(503);
                assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(7));
              });
    }
  }

  @Test
  void shouldAnswerEachPhotoOfABatch() {
    // When
    Response all = answer(true, ACCEPTED, ACCEPTED);
    Response some = answer(true, ACCEPTED, REFUSED);
    Response none = answer(true, REFUSED);
    Response postponed = answer(true, ACCEPTED, POSTPONED);

    // Then
    assertThat(all.getStatus()).isEqualTo(202);
    assertThat(some.getStatus()).isEqualTo(207);
    assertThat(statuses(some)).containsExactly(202, 422);
    assertThat(none.getStatus()).isEqualTo(207);
    assertThat(statuses(postponed)).containsExactly(202, 503);
    assertThat(postponed.getHeaderString("Retry-After")).isEqualTo("7");
    assertThat(some.getHeaderString("Retry-After")).isNull();
  }
}
