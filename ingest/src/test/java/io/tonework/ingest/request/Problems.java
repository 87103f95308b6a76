package io.tonework.ingest.request;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tonework.service.problem.Problem;
import io.tonework.service.problem.ProblemException;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Catches the problem that a call ends in. */
final class Problems {
  private Problems() {}

  static Problem of(ThrowingCallable call) {
    AtomicReference<Problem> problem = new AtomicReference<>();
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(ProblemException.class, e -> problem.set(e.problem()));
    return java.util.Objects.requireNonNull(problem.get());
  }
}
