package io.tonework.ingest.rest;

import io.tonework.ingest.intake.ItemOutcome;
import io.tonework.ingest.request.Submission;
import io.tonework.service.problem.Problem;
import io.tonework.service.problem.ProblemException;
import io.tonework.service.problem.ProblemType;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns what became of the photos of a request into its answer. */
final class Answers {
  private static final int MAX_FILENAME_CHARS = 199;
  private static final int CREATED = 201;
  private static final int ACCEPTED = 202;
  private static final int MULTI_STATUS = 207;

  private final Duration retryAfter;

  Answers(Duration retryAfter) {
    this.retryAfter = retryAfter;
  }

  Response answer(Submission submission, List<ItemOutcome> outcomes) {
    return submission.batch() ? batch(submission, outcomes) : single(outcomes.getFirst());
  }

  private Response single(ItemOutcome outcome) {
    return switch (outcome) {
      case ItemOutcome.Accepted accepted ->
          taken(ACCEPTED, TakenPhoto.uploaded(accepted.photoId()));
      case ItemOutcome.AwaitingUpload awaiting -> taken(CREATED, TakenPhoto.awaiting(awaiting));
      case ItemOutcome.Refused refused -> throw new ProblemException(refused.problem());
      case ItemOutcome.OverQuota over -> throw ProblemException.later(over.problem(), retryAfter);
      case ItemOutcome.Postponed postponed -> throw unavailable(postponed);
    };
  }

  private static Response taken(int status, TakenPhoto photo) {
    return Response.status(status)
        // as it is: resolved, it would name whatever host the caller wrote into its request
        .header(HttpHeaders.LOCATION, photo.links().self().toString())
        .entity(photo)
        .build();
  }

  private Response batch(Submission submission, List<ItemOutcome> outcomes) {
    List<TakenBatch.Entry> entries = new ArrayList<>();
    ItemOutcome.Postponed postponed = null;
    ItemOutcome.OverQuota overQuota = null;
    boolean anyTaken = false;
    boolean allTaken = true;
    for (ItemOutcome outcome : outcomes) {
      TakenBatch.Entry entry =
          entry(entries.size(), filename(submission.items().get(entries.size())), outcome);
      entries.add(entry);
      anyTaken |= entry.photo() != null;
      allTaken &= entry.photo() != null;
      postponed = outcome instanceof ItemOutcome.Postponed p ? p : postponed;
      overQuota = outcome instanceof ItemOutcome.OverQuota over ? over : overQuota;
    }
    if (postponed != null && !anyTaken) {
      throw unavailable(postponed);
    }
    if (overQuota != null && !anyTaken) {
      throw ProblemException.later(overQuota.problem(), retryAfter);
    }
    Response.ResponseBuilder answer =
        Response.status(allTaken ? ACCEPTED : MULTI_STATUS).entity(new TakenBatch(entries));
    if (postponed != null || overQuota != null) {
      answer.header(HttpHeaders.RETRY_AFTER, Math.max(1, retryAfter.toSeconds()));
    }
    return answer.build();
  }

  private ProblemException unavailable(ItemOutcome.Postponed postponed) {
    return ProblemException.unavailable(postponed.detail(), retryAfter, postponed.cause());
  }

  private static TakenBatch.Entry entry(int index, @Nullable String filename, ItemOutcome outcome) {
    return switch (outcome) {
      case ItemOutcome.Accepted accepted ->
          new TakenBatch.Entry(
              index, filename, ACCEPTED, TakenPhoto.uploaded(accepted.photoId()), null);
      case ItemOutcome.AwaitingUpload awaiting ->
          new TakenBatch.Entry(index, filename, CREATED, TakenPhoto.awaiting(awaiting), null);
      case ItemOutcome.Refused refused -> problem(index, filename, refused.problem());
      case ItemOutcome.OverQuota over -> problem(index, filename, over.problem());
      case ItemOutcome.Postponed postponed ->
          problem(index, filename, Problem.of(ProblemType.UNAVAILABLE, postponed.detail()));
    };
  }

  private static TakenBatch.Entry problem(int index, @Nullable String filename, Problem problem) {
    return new TakenBatch.Entry(index, filename, problem.status(), null, problem);
  }

  private static @Nullable String filename(Submission.Item item) {
    String name =
        switch (item) {
          case Submission.Posted posted -> posted.filename();
          case Submission.Refused refused -> refused.filename();
          case Submission.FromSource _, Submission.ForUpload _ -> null;
        };
    return name == null ? null : Problem.excerpt(name, MAX_FILENAME_CHARS);
  }
}
