package io.tonework.messaging.loop;

import io.tonework.contracts.Event;
import io.tonework.contracts.Failure;
import io.tonework.contracts.FailureCode;
import io.tonework.contracts.Topics;
import io.tonework.messaging.event.LoopHeaders;
import io.tonework.messaging.event.TraceContext;
import io.tonework.messaging.publish.RecordSender;
import io.tonework.messaging.queue.WorkItem;
import io.tonework.messaging.stage.FatalException;
import io.tonework.messaging.stage.Outcome;
import io.tonework.messaging.stage.PoisonException;
import io.tonework.messaging.stage.RetryOrder;
import io.tonework.messaging.stage.RetryPolicy;
import io.tonework.messaging.stage.StageDefinition;
import io.tonework.messaging.stage.StageInput;
import io.tonework.messaging.stage.TransientException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Handles one record and publishes all that comes of it before it says how the loop should settle
 * it. Blocks; thread-safe.
 */
final class StageWorker {
  private static final Logger log = LoggerFactory.getLogger(StageWorker.class);

  private final StageDefinition stage;
  private final RecordSender sender;
  private final Parcels parcels;
  private final Clock clock;
  private final RandomGenerator random;
  private final StageMeters meters;

  /**
   * A worker of one stage.
   *
   * @param random where jitter is drawn from; must be thread-safe
   */
  StageWorker(
      StageDefinition stage,
      RecordSender sender,
      Clock clock,
      RandomGenerator random,
      StageMeters meters) {
    this.stage = stage;
    this.sender = sender;
    this.parcels = new Parcels(stage.name(), stage.group(), handlerName(stage.input()));
    this.clock = clock;
    this.random = random;
    this.meters = meters;
  }

  /** Handles a record; never throws. */
  Settlement work(WorkItem item) {
    Instant begin = clock.instant();
    String topic = item.origin().topic();
    if (item.attempt() == 1 && timesPostponed(item) == 0) {
      meters.queued(topic, Duration.between(item.origin().time(), begin));
    }
    Attempt attempt = Attempt.of(stage.input(), item, clock);
    try {
      LogFields.put(stage.name(), item, attempt);
      log(Level.DEBUG, item, null).log("record begun");
      Settlement settlement = settle(item, attempt, run(attempt));
      meters.handled(topic, settlement, Duration.between(begin, clock.instant()));
      count(topic, settlement);
      return settlement;
    } finally {
      // what the handler put goes too: the thread may serve another record
      MDC.clear();
    }
  }

  @SuppressWarnings("CatchAndPrintStackTrace") // nothing is printed: every fault becomes an outcome
  private static Outcome run(Attempt attempt) {
    try {
      return attempt.run();
    } catch (PoisonException e) {
      return new Outcome.Reject(e.failure(), e.getCause());
    } catch (FatalException e) {
      return Outcome.fatal(String.valueOf(e.getMessage()), e);
    } catch (LinkageError e) {
      return Outcome.fatal("the installation is broken: " + e, e);
    } catch (Throwable e) {
      // memory that ran out, too, is tried again: a record that always fails must end as a dead
      // letter and not stop one process after the other
      return Outcome.retry(String.valueOf(e.getMessage()), e);
    } finally {
      // whoever interrupted the handler marked the record stale before; publishing asks for that
      boolean _ = Thread.interrupted();
    }
  }

  private Settlement settle(WorkItem item, Attempt attempt, Outcome outcome) {
    if (item.isStale()) {
      log(Level.INFO, item, null).log("result dropped: another member owns the record now");
      return new Settlement.Dropped();
    }
    try {
      return switch (outcome) {
        case Outcome.Done(List<Event> published) -> done(item, attempt, published);
        case Outcome.Retry(String why, Throwable cause) -> retry(item, attempt, why, cause);
        case Outcome.Postpone(String why, Throwable cause) -> postpone(item, attempt, why, cause);
        case Outcome.Reject(Failure failure, Throwable cause) ->
            giveUp(item, attempt, failure, failure.message(), cause);
        case Outcome.Fatal(String why, Throwable cause) ->
            new Settlement.Stop(new FatalException(why, cause));
      };
    } catch (FatalException e) {
      return new Settlement.Stop(e);
    } catch (TransientException e) {
      // Kafka takes nothing just now, not even a retry
      return waitHere(item, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return item.isStale() ? new Settlement.Dropped() : waitHere(item, e);
    }
  }

  private Settlement waitHere(WorkItem item, Exception cause) {
    log(Level.WARN, item, cause).log("cannot publish: record waits in memory");
    Instant due = clock.instant().plus(stage.retry().delayAfter(item.attempt(), random));
    return new Settlement.Again(item.again(item.attempt(), due));
  }

  private Settlement done(WorkItem item, Attempt attempt, List<Event> published)
      throws InterruptedException {
    try {
      publish(published, attempt.trace());
    } catch (TransientException e) {
      // it may have been published all the same: giving up now could tell the customer both ends
      return postpone(item, attempt, String.valueOf(e.getMessage()), e);
    }
    return new Settlement.Completed(Settlement.End.DONE);
  }

  private Settlement retry(WorkItem item, Attempt attempt, String why, @Nullable Throwable cause)
      throws InterruptedException {
    if (stage.retry().isExhausted(item.attempt())) {
      return giveUp(item, attempt, exhausted(item), why, cause);
    }
    Duration delay = stage.retry().delayAfter(item.attempt(), random);
    Instant due = clock.instant().plus(delay);
    log(Level.WARN, item, cause)
        .addKeyValue("why", why)
        .addKeyValue("delayMs", delay.toMillis())
        .log("attempt failed: record will be tried again");
    if (stage.retryOrder() == RetryOrder.KEEP_KEY_ORDER) {
      return new Settlement.Again(item.again(item.attempt() + 1, due));
    }
    send(Topics.retry(item.origin().topic()), item, parcels.forRetry(item, due));
    return new Settlement.Completed(Settlement.End.RETRIED);
  }

  private Settlement postpone(WorkItem item, Attempt attempt, String why, Throwable cause)
      throws InterruptedException {
    int times = timesPostponed(item) + 1;
    if (RetryPolicy.OUTAGE.isExhausted(times)) {
      return giveUp(item, attempt, exhausted(item), why, cause);
    }
    Instant due = clock.instant().plus(RetryPolicy.OUTAGE.delayAfter(times, random));
    log(Level.WARN, item, cause)
        .addKeyValue("why", why)
        .addKeyValue("due", due)
        .log("attempt postponed: a server is away");
    if (stage.retryOrder() == RetryOrder.KEEP_KEY_ORDER) {
      return new Settlement.Again(item.again(item.attempt(), due));
    }
    send(Topics.retry(item.origin().topic()), item, parcels.forPostponed(item, times, due));
    return new Settlement.Completed(Settlement.End.RETRIED);
  }

  private static int timesPostponed(WorkItem item) {
    long times =
        WorkItem.isRetryTopic(item.source().topic())
            ? LoopHeaders.number(item.source().headers(), LoopHeaders.POSTPONED, 0)
            : 0;
    return Math.clamp(times, 0, 1_000_000);
  }

  private Failure exhausted(WorkItem item) {
    return new Failure(
        FailureCode.RETRIES_EXHAUSTED,
        "the "
            + stage.name()
            + " stage failed "
            + item.attempt()
            + " times for a reason that is not the photo's; send it again later",
        stage.name());
  }

  private Settlement giveUp(
      WorkItem item, Attempt attempt, Failure failure, String why, @Nullable Throwable cause)
      throws InterruptedException {
    publish(rejected(item, attempt, failure), attempt.trace());
    send(
        Topics.deadLetter(item.origin().topic()),
        item,
        parcels.forDeadLetter(item, failure, why, cause));
    // a customer's broken file and a record that cannot be read are no fault of this code: they are
    // told in a line, and the stack stands in the dead letter
    boolean exhausted = failure.code() == FailureCode.RETRIES_EXHAUSTED;
    boolean ours = exhausted || failure.code() == FailureCode.UNREADABLE_EVENT;
    log(ours ? Level.ERROR : Level.WARN, item, exhausted ? cause : null)
        .addKeyValue("code", failure.code().jsonName())
        .addKeyValue("why", why)
        .log("record given up: it is a dead letter now");
    return new Settlement.Completed(Settlement.End.DEAD_LETTERED);
  }

  private List<Event> rejected(WorkItem item, Attempt attempt, Failure failure) {
    try {
      return attempt.rejected(failure);
    } catch (RuntimeException e) {
      // a fault of the stage's own; the dead letter must be written all the same
      log(Level.ERROR, item, e).log("the stage cannot say whom to tell of a rejected record");
      return List.of();
    }
  }

  private void publish(List<Event> events, TraceContext trace) throws InterruptedException {
    List<CompletableFuture<Void>> acknowledged =
        events.stream().map(event -> sender.send(event, trace.child())).toList();
    for (CompletableFuture<Void> one : acknowledged) {
      await(one);
    }
  }

  private void send(String topic, WorkItem item, Headers headers) throws InterruptedException {
    byte[] key = item.source().key();
    await(sender.send(new ProducerRecord<>(topic, null, key, item.source().value(), headers)));
  }

  private static void await(CompletableFuture<Void> acknowledged) throws InterruptedException {
    try {
      acknowledged.get();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof AuthenticationException
          || cause instanceof AuthorizationException
          || cause instanceof UnsupportedVersionException) {
        throw new FatalException("Kafka refuses what this stage publishes: " + cause, cause);
      }
      throw new TransientException("cannot publish: " + cause, cause);
    }
  }

  private void count(String topic, Settlement settlement) {
    switch (settlement) {
      case Settlement.Completed(Settlement.End end) -> {
        switch (end) {
          case DONE -> meters.count(StageMetric.PROCESSED, topic);
          case RETRIED -> failed(StageMetric.RETRIED, topic);
          case DEAD_LETTERED -> failed(StageMetric.DEAD_LETTERED, topic);
        }
      }
      case Settlement.Again _ -> failed(StageMetric.RETRIED, topic);
      case Settlement.Dropped _ -> meters.count(StageMetric.DROPPED, topic);
      case Settlement.Stop _ -> meters.count(StageMetric.FAILED, topic);
    }
  }

  private void failed(StageMetric further, String topic) {
    meters.count(StageMetric.FAILED, topic);
    meters.count(further, topic);
  }

  private LoggingEventBuilder log(Level level, WorkItem item, @Nullable Throwable cause) {
    LoggingEventBuilder line =
        log.atLevel(level)
            .addKeyValue("stage", stage.name())
            .addKeyValue("topic", item.origin().topic())
            .addKeyValue("partition", item.origin().partition())
            .addKeyValue("offset", item.origin().offset())
            .addKeyValue("attempt", item.attempt());
    return cause == null ? line : line.setCause(cause);
  }

  private static String handlerName(StageInput input) {
    return switch (input) {
      case StageInput.Events events -> events.handler().getClass().getName();
      case StageInput.Raw raw -> raw.handler().getClass().getName();
    };
  }
}
