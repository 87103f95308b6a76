package io.tonework.ingest.rest;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tonework.ingest.intake.IngestLimits;
import io.tonework.ingest.intake.ItemOutcome;
import io.tonework.ingest.intake.TakePhotos;
import io.tonework.ingest.metrics.IngestMetric;
import io.tonework.ingest.request.FormReader;
import io.tonework.ingest.request.Submission;
import io.tonework.ingest.request.SubmissionReader;
import io.tonework.messaging.event.TraceContext;
import io.tonework.messaging.stage.TransientException;
import io.tonework.service.problem.Problem;
import io.tonework.service.problem.ProblemException;
import io.tonework.service.problem.ProblemType;
import io.tonework.service.quota.QuotaMetric;
import io.tonework.service.quota.RateLimitHeaders;
import io.tonework.service.tenants.Tenant;
import io.tonework.storage.StoreUnavailable;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Serves {@code POST /v1/photos}: reads the body, takes the photos in, answers. Thread-safe. */
public final class ReceivePhotos {
  private final FormReader forms;
  private final SubmissionReader json;
  private final TakePhotos takePhotos;
  private final IngestLimits limits;
  private final Answers answers;
  private final Duration retryAfter;
  private final UploadPlaces places;
  private final MeterRegistry metrics;

  /**
   * Wires the parts.
   *
   * @param retryAfter what senders are told to wait when Kafka or the store does not answer, or too
   *     much is asked for at once
   * @param maxUploads most bodies that are read at once
   */
  public ReceivePhotos(
      FormReader forms,
      SubmissionReader json,
      TakePhotos takePhotos,
      IngestLimits limits,
      Duration retryAfter,
      int maxUploads,
      MeterRegistry metrics) {
    this.forms = forms;
    this.json = json;
    this.takePhotos = takePhotos;
    this.limits = limits;
    this.answers = new Answers(retryAfter);
    this.retryAfter = retryAfter;
    this.places = new UploadPlaces(maxUploads);
    this.metrics = metrics;
  }

  /**
   * Who sends what under which name.
   *
   * @param tenant whose API key it was
   * @param idempotencyKey the sender's name for the request, if it has one
   * @param trace the trace of the request
   */
  public record Sender(Tenant tenant, @Nullable String idempotencyKey, TraceContext trace) {}

  /**
   * What a form says of itself.
   *
   * @param contentType names the boundary; null when the sender left it out
   * @param contentLength as it came; null when the length is not known beforehand
   */
  public record FormHeaders(@Nullable String contentType, @Nullable String contentLength) {}

  /** Receives multipart/form-data. */
  public Response form(Sender sender, FormHeaders headers, InputStream body) {
    return receive(
        "form",
        sender,
        () -> {
          checkLength(headers.contentLength());
          return forms.read(headers.contentType(), body);
        });
  }

  /** Spares a sender who says so beforehand from sending what will be refused. */
  private void checkLength(@Nullable String contentLength) {
    if (contentLength != null
        && contentLength.matches("\\d{1,18}")
        && Long.parseLong(contentLength) > limits.maxBodyBytes()) {
      throw new ProblemException(
          Problem.of(
                  ProblemType.TOO_MANY_BYTES,
                  "the body may have at most "
                      + limits.maxBodyBytes()
                      + " bytes, not "
                      + contentLength)
              .at("Content-Length", null)
              .limitedTo(limits.maxBodyBytes()));
    }
  }

  /** Receives JSON. */
  public Response json(Sender sender, InputStream body) {
    return receive("json", sender, () -> json.read(bounded(body)));
  }

  private interface Reading {
    Submission read() throws IOException;
  }

  private Response receive(String channel, Sender sender, Reading reading) {
    Timer.Sample sample = Timer.start();
    try (UploadPlaces.Place _ = place(sender.tenant());
        Submission submission = reading.read()) {
      List<ItemOutcome> outcomes =
          takePhotos.take(sender.tenant(), submission, sender.idempotencyKey(), sender.trace());
      outcomes.forEach(this::countRefusal);
      return Response.fromResponse(answers.answer(submission, outcomes))
          .header(
              RateLimitHeaders.POLICY, RateLimitHeaders.policyOfOpenPhotos(sender.tenant().quota()))
          .header(
              RateLimitHeaders.LIMIT, RateLimitHeaders.openPhotos(takePhotos.room(sender.tenant())))
          .build();
    } catch (StoreUnavailable | TransientException e) {
      throw ProblemException.unavailable(
          "the request cannot be taken now; nothing was taken, try again", retryAfter, e);
    } catch (IOException e) {
      throw ProblemException.unavailable(
          "the body cannot be kept now: " + e.getMessage(), retryAfter, e);
    } finally {
      sample.stop(IngestMetric.REQUEST_TIME.timer(metrics, channel));
    }
  }

  private UploadPlaces.Place place(Tenant tenant) {
    return places
        .take(tenant.name().text())
        .orElseThrow(() -> {
          QuotaMetric.EXCEEDED.counter(metrics, "uploads").increment();
          return ProblemException.later(
              Problem.of(
                  ProblemType.TOO_MANY_REQUESTS,
                  "too many bodies arrive at once; send this one again a little later"),
              retryAfter);
        });
  }

  private byte[] bounded(InputStream body) {
    byte[] bytes;
    try {
      bytes = body.readNBytes(limits.maxJsonBytes() + 1);
    } catch (IOException e) {
      throw ProblemException.bodyCutShort(e);
    }
    if (bytes.length > limits.maxJsonBytes()) {
      throw new ProblemException(
          Problem.of(
                  ProblemType.TOO_MANY_BYTES,
                  "a JSON body may have at most " + limits.maxJsonBytes() + " bytes")
              .at("body", null)
              .limitedTo(limits.maxJsonBytes()));
    }
    return bytes;
  }

  private void countRefusal(ItemOutcome outcome) {
    if (outcome instanceof ItemOutcome.Refused refused) {
      String urn = refused.problem().type().toString();
      IngestMetric.REFUSED.counter(metrics, urn.substring(urn.lastIndexOf(':') + 1)).increment();
    }
  }
}
