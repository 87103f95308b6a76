package io.tonework.service.problem;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Ends a request with a problem document. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;
  private final @Nullable Duration retryAfter;

  /** Ends the request for good: sending it again gives the same. */
  public ProblemException(Problem problem) {
    super(problem.detail());
    this.problem = problem;
    this.retryAfter = null;
  }

  /** Ends the request for now, because the sender asks for too much at once. */
  public static ProblemException later(Problem problem, Duration retryAfter) {
    return new ProblemException(problem, retryAfter, null);
  }

  private ProblemException(Problem problem, Duration retryAfter, @Nullable Throwable cause) {
    super(problem.detail(), cause);
    this.problem = problem;
    this.retryAfter = retryAfter;
  }

  /** Ends the request for now: the sender may send it again after that time. */
  public static ProblemException unavailable(String detail, Duration retryAfter, Throwable cause) {
    return new ProblemException(Problem.of(ProblemType.UNAVAILABLE, detail), retryAfter, cause);
  }

  /** The connection broke off, or carried what is no body, before the body was there. */
  public static ProblemException bodyCutShort(IOException cause) {
    ProblemException fault =
        new ProblemException(
            Problem.of(ProblemType.MALFORMED_REQUEST, "the body did not arrive whole")
                .at("body", null));
    fault.initCause(cause);
    return fault;
  }

  /** The answer's document. */
  public Problem problem() {
    return problem;
  }

  /** When the sender may try again; null when trying again is of no use. */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
