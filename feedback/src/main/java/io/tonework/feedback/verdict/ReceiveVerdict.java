package io.tonework.feedback.verdict;

import io.micrometer.core.instrument.MeterRegistry;
import io.tonework.contracts.ContractsJson;
import io.tonework.contracts.FeedbackReceived;
import io.tonework.contracts.Ids;
import io.tonework.contracts.ObjectId;
import io.tonework.contracts.ObjectKeys;
import io.tonework.contracts.Plan;
import io.tonework.contracts.Sliders;
import io.tonework.contracts.identity.PhotoId;
import io.tonework.contracts.identity.TenantName;
import io.tonework.feedback.metrics.FeedbackMetric;
import io.tonework.feedback.view.EventSink;
import io.tonework.messaging.event.TraceContext;
import io.tonework.service.problem.Problem;
import io.tonework.service.problem.ProblemException;
import io.tonework.service.problem.ProblemType;
import io.tonework.storage.ObjectMissing;
import io.tonework.storage.object.ObjectStore;
import io.tonework.storage.view.PhotoState;
import io.tonework.storage.view.PhotoView;
import io.tonework.storage.view.PhotoViews;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns a verdict into a fact on the topic. Thread-safe; blocks. */
public final class ReceiveVerdict {
  private static final Logger log = LoggerFactory.getLogger(ReceiveVerdict.class);

  private final PhotoViews views;
  private final ObjectStore store;
  private final String bucket;
  private final EventSink sink;
  private final MeterRegistry metrics;
  private final Clock clock;

  /**
   * The use case.
   *
   * @param bucket Tonework's own bucket, in which plans lie
   */
  public ReceiveVerdict(
      PhotoViews views,
      ObjectStore store,
      String bucket,
      EventSink sink,
      MeterRegistry metrics,
      Clock clock) {
    this.views = views;
    this.store = store;
    this.bucket = bucket;
    this.sink = sink;
    this.metrics = metrics;
    this.clock = clock;
  }

  /**
   * Takes a verdict in; when this returns, it is on the topic.
   *
   * @return the fact; the same content sent twice has the same id and counts once
   * @throws ProblemException when there is no such photo of that tenant, it has no plan yet, or
   *     nobody says whose taste the verdict tells
   * @throws io.tonework.storage.StorageException when Redis or the store does not answer
   * @throws io.tonework.messaging.stage.TransientException when Kafka does not
   */
  public FeedbackReceived receive(
      TenantName tenant, PhotoId photoId, VerdictForm form, TraceContext trace) {
    Optional<PhotoView> view = views.find(tenant.text(), photoId.text());
    Plan plan = plan(tenant, photoId, view);
    String user = user(view.map(PhotoView::user).orElse(null), form.user());
    FeedbackReceived feedback =
        new FeedbackReceived(
            tenant.text(),
            user,
            Ids.feedbackId(tenant.text(), user, plan.planId(), form.contentJson()),
            photoId.text(),
            plan.planId(),
            plan.scene(),
            plan.taste() == null ? Sliders.none() : plan.taste().sliders(),
            form.verdict(),
            form.reasons(),
            form.edit(),
            // what JSON on the topic and milliseconds in Redis can both hold
            clock.instant().truncatedTo(ChronoUnit.MILLIS));
    sink.publish(feedback, trace);
    String kind = form.verdict() == null ? "edit" : form.verdict().name().toLowerCase(Locale.ROOT);
    FeedbackMetric.VERDICTS.counter(metrics, kind).increment();
    log.atInfo()
        .addKeyValue("photoId", photoId)
        .addKeyValue("planId", plan.planId())
        .addKeyValue("verdict", kind)
        .log("verdict received");
    return feedback;
  }

  private Plan plan(TenantName tenant, PhotoId photoId, Optional<PhotoView> view) {
    if (view.isPresent() && view.get().planObject() == null) {
      throw notPlanned(photoId, view.get().state());
    }
    ObjectId planObject =
        view.map(PhotoView::planObject)
            // a view expires, or is lost with Redis, before its plan does
            .orElseGet(() -> new ObjectId(bucket, ObjectKeys.plan(tenant, photoId)));
    try {
      return ContractsJson.read(store.get(planObject, Plan.MAX_BYTES), Plan.class);
    } catch (ObjectMissing e) {
      throw new ProblemException(
          Problem.of(
                  ProblemType.NOT_FOUND,
                  "there is no photo " + photoId + ", or its plan was deleted")
              .at("id", photoId.text()));
    }
  }

  private static ProblemException notPlanned(PhotoId photoId, PhotoState state) {
    return new ProblemException(
        Problem.of(
                ProblemType.NOT_PLANNED,
                "photo "
                    + photoId
                    + " is "
                    + state.jsonName()
                    + ": there is no plan to judge; send the verdict once it is retouched")
            .at("id", photoId.text()));
  }

  private static String user(@Nullable String ofPhoto, @Nullable String sent) {
    if (ofPhoto != null && sent != null && !ofPhoto.equals(sent)) {
      throw new ProblemException(
          Problem.invalid("user", sent, "user: the photo belongs to user " + ofPhoto));
    }
    return Optional.ofNullable(ofPhoto)
        .or(() -> Optional.ofNullable(sent))
        .orElseThrow(() ->
            new ProblemException(
                Problem.invalid(
                    "user",
                    null,
                    "user: the photo was sent without a user; name the user whose taste this"
                        + " tells")));
  }
}
