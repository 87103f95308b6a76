package io.tonework.feedback.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tonework.contracts.ContractsJson;
import io.tonework.contracts.FeedbackReason;
import io.tonework.contracts.FeedbackReceived;
import io.tonework.contracts.PhotoUploaded;
import io.tonework.contracts.Slider;
import io.tonework.contracts.Sliders;
import io.tonework.contracts.Topics;
import io.tonework.contracts.Verdict;
import io.tonework.contracts.identity.PhotoId;
import io.tonework.contracts.identity.TenantName;
import io.tonework.feedback.Facts;
import io.tonework.messaging.event.TraceContext;
import io.tonework.messaging.publish.EventPublisher;
import io.tonework.messaging.topic.TopicAdmin;
import io.tonework.messaging.topic.TopicReader;
import io.tonework.service.problem.ProblemException;
import io.tonework.service.problem.ProblemType;
import io.tonework.storage.object.ObjectStore;
import io.tonework.storage.redis.RedisConnection;
import io.tonework.storage.s3.S3ObjectStore;
import io.tonework.storage.view.PhotoViews;
import io.tonework.storage.view.RedisPhotoViews;
import io.tonework.testkit.TestServers;
import io.tonework.testkit.WithServers;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@WithServers
class ReceiveVerdictIT {
  private static final String TENANT = "verdicts";
  private static final VerdictForm TOO_WARM =
      new VerdictForm(Verdict.REJECTED, List.of(FeedbackReason.TOO_WARM), Sliders.none(), null);

  private final TestServers servers;
  private final ObjectStore store;
  private final RedisConnection redis;
  private final PhotoViews views;
  private final EventPublisher publisher;
  private ReceiveVerdict receive;

  ReceiveVerdictIT(TestServers servers) {
    this.servers = servers;
    this.store = S3ObjectStore.connect(servers.s3());
    this.redis = RedisConnection.connect(servers.redis());
    this.views = new RedisPhotoViews(redis);
    this.publisher = EventPublisher.open(servers.kafka(), "feedback");
    this.receive =
        new ReceiveVerdict(
            views,
            store,
            TestServers.BUCKET,
            publisher::publishAndWait,
            new SimpleMeterRegistry(),
            Clock.systemUTC());
  }

  @BeforeEach
  void makeTopics() {
    TopicAdmin.ensureTopics(servers.kafka());
  }

  @AfterEach
  void close() {
    publisher.close();
    redis.close();
    store.close();
  }

  @Test
  void shouldPublishOneFactWhenSameVerdictIsSentTwice() {
    // Given
    planned("photo-twice", "ann");
    // When
    FeedbackReceived one = receive(TENANT, "photo-twice", TOO_WARM);
    FeedbackReceived two = receive(TENANT, "photo-twice", TOO_WARM);
    // Then
    assertThat(two.feedbackId()).isEqualTo(one.feedbackId());
    assertThat(two.key()).isEqualTo(one.key());
    assertThat(published("photo-twice")).containsExactly(one, two);
    assertThat(one.user()).isEqualTo("ann");
    assertThat(one.planId()).isEqualTo("plan-photo-twice");
    assertThat(one.scene()).isEqualTo("landscape");
    assertThat(one.applied()).isEqualTo(Sliders.of(Map.of(Slider.EXPOSURE, 5.0)));
    assertThat(one.reasons()).containsExactly(FeedbackReason.TOO_WARM);
  }

  @Test
  void shouldTakeUserOfBodyWhenPhotoHasNone() {
    // Given
    planned("photo-anonymous", null);
    // Then
    assertThat(receive(TENANT, "photo-anonymous", byUser("bob")).user()).isEqualTo("bob");
    assertProblem(ProblemType.INVALID_FIELD, "user", "photo-anonymous", TOO_WARM);
  }

  @Test
  void shouldRefuseOtherUserWhenPhotoHasOne() {
    // Given
    planned("photo-anns", "ann");
    // Then
    assertProblem(ProblemType.INVALID_FIELD, "user", "photo-anns", byUser("bob"));
    assertThat(receive(TENANT, "photo-anns", byUser("ann")).user()).isEqualTo("ann");
  }

  @Test
  void shouldKnowNothingWhenPhotoIsUnknownOrAnothers() {
    // Given
    planned("photo-mine", "ann");
    // Then
    assertProblem(ProblemType.NOT_FOUND, "id", "photo-never", TOO_WARM);
    assertThatThrownBy(() -> receive("other", "photo-mine", TOO_WARM))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().status()).isEqualTo(404));
  }

  @Test
  void shouldAskForPatienceWhenPhotoHasNoPlan() {
    // Given
    views.fold(Facts.uploaded(TENANT, "photo-early", "ann", null));
    // Then
    assertProblem(ProblemType.NOT_PLANNED, "id", "photo-early", TOO_WARM);
  }

  @Test
  void shouldFindPlanInStoreWhenViewIsLost() {
    // Given a plan whose view has expired
    PhotoUploaded photo = Facts.uploaded(TENANT, "photo-old", "ann", null);
    store.put(
        Facts.planned(photo).planObject(),
        ContractsJson.writeBytes(Facts.plan(photo, "It shows")),
        "application/json");
    // Then
    assertThat(receive(TENANT, "photo-old", byUser("ann")).planId()).isEqualTo("plan-photo-old");
  }

  private static VerdictForm byUser(String user) {
    return new VerdictForm(Verdict.ACCEPTED, List.of(), Sliders.none(), user);
  }

  private void assertProblem(ProblemType type, String field, String photoId, VerdictForm form) {
    assertThatThrownBy(() -> receive(TENANT, photoId, form))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().type()).isEqualTo(type.uri());
              assertThat(e.problem().field()).isEqualTo(field);
            });
  }

  private FeedbackReceived receive(String tenant, String photoId, VerdictForm form) {
    return receive.receive(
        new TenantName(tenant), new PhotoId(photoId), form, TraceContext.fresh());
  }

  private void planned(String photoId, @Nullable String user) {
    PhotoUploaded photo = Facts.uploaded(TENANT, photoId, user, null);
    views.fold(photo);
    views.fold(Facts.planned(photo));
    store.put(
        Facts.planned(photo).planObject(),
        ContractsJson.writeBytes(Facts.plan(photo, "It shows")),
        "application/json");
  }

  private List<FeedbackReceived> published(String photoId) {
    List<FeedbackReceived> found = new ArrayList<>();
    new TopicReader(servers.kafka())
        .forEach(
            Topics.FEEDBACK_RECEIVED,
            delivery -> {
              if (delivery.event() instanceof FeedbackReceived feedback
                  && feedback.photoId().equals(photoId)) {
                found.add(feedback);
              }
            });
    return found;
  }
}
