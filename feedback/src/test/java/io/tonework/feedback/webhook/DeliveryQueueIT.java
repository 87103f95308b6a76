package io.tonework.feedback.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.tonework.contracts.WebhookAttempted;
import io.tonework.contracts.WebhookState;
import io.tonework.contracts.identity.PhotoId;
import io.tonework.contracts.identity.TenantName;
import io.tonework.contracts.identity.WebhookId;
import io.tonework.messaging.event.TraceContext;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveryQueueIT {
  private static final Instant T0 = Instant.parse("2026-11-21T08:00:00Z");
  private static final Duration LEASE = Duration.ofSeconds(60);
  private static final TraceContext TRACE = TraceContext.fresh();
  private static final String HERE = "this-redis";
  private static final int MAX_PER_ENDPOINT = 2;

  private static RedisUnderTest redis;

  private final DeliveryRules rules =
      new DeliveryRules(new RetrySchedule(RetrySchedule.STANDARD.pauses(), 0), new Random(1));
  private DeliveryQueue queue;

  @BeforeAll
  static void startRedis(@TempDir Path directory) throws IOException {
    redis = RedisUnderTest.start(directory);
  }

  @AfterAll
  static void stopRedis() {
    redis.close();
  }

  @BeforeEach
  void emptyRedis() {
    redis.empty();
    redis.set(RedisDeliveryQueue.STAMP_KEY, HERE);
    queue = new RedisDeliveryQueue(redis.connection(), MAX_PER_ENDPOINT, Duration.ofDays(7));
  }

  @Test
  void shouldGiveOldestFirstWhenSeveralAreDue() {
    // Given
    fold(first("p3", "/a", 30));
    fold(first("p1", "/a", 10));
    fold(first("p2", "/a", 20));
    // Then
    assertThat(claim(T0.plusSeconds(60))).containsExactly("p1");
    assertThat(claim(T0.plusSeconds(60))).containsExactly("p2");
  }

  @Test
  void shouldHoldBackWhenNotDueYet() {
    // Given
    fold(first("p1", "/a", 10));
    // Then
    assertThat(claim(T0.plusSeconds(9))).isEmpty();
    assertThat(claim(T0.plusSeconds(10))).containsExactly("p1");
  }

  @Test
  void shouldServeOthersWhenOneEndpointIsBusy() {
    // Given a backlog of one endpoint beyond its limit
    for (int i = 0; i < 20; i++) {
      fold(first("dead" + i, "/dead", i));
    }
    fold(first("live", "/live", 100));
    Instant now = T0.plusSeconds(200);
    // When
    List<String> claimed = new ArrayList<>();
    List<String> more = claim(now);
    while (!more.isEmpty()) {
      claimed.addAll(more);
      more = claim(now);
    }
    // Then
    assertThat(claimed).containsExactlyInAnyOrder("dead0", "dead1", "live");
  }

  @Test
  void shouldLetTenantsTakeTurnsWhenOneHasThousandsOfEndpoints() {
    // Given: a callback of its own for each photo of a batch, all due before the other tenant's
    for (int i = 0; i < 300; i++) {
      fold(first("batch" + i, "/of/" + i, i % 60));
    }
    fold(of("blue", first("single", "/hook", 100)));
    Instant now = T0.plusSeconds(200);

    // When
    List<String> claimed = claim(now, 4);

    // Then
    assertThat(claimed).hasSize(4).contains("single");
  }

  @Test
  void shouldLeavePlacesToOthersWhenATenantsEndpointsAreAllSlow() {
    // Given
    queue = new RedisDeliveryQueue(redis.connection(), MAX_PER_ENDPOINT, 10, Duration.ofDays(7));
    for (int i = 0; i < 50; i++) {
      fold(first("batch" + i, "/of/" + i, i));
    }
    Instant now = T0.plusSeconds(200);

    // When
    List<String> first = claim(now, 64);
    List<String> second = claim(now, 64);
    fold(of("blue", first("single", "/hook", 100)));

    // Then
    assertThat(first).hasSize(10);
    assertThat(second).isEmpty();
    assertThat(claim(now, 64)).containsExactly("single");
    assertThat(claim(now.plus(LEASE).plusSeconds(1), 64)).hasSize(11);
  }

  private List<String> claim(Instant now, int max) {
    return ((Claim.Due) queue.claim(HERE, now, max, LEASE))
        .deliveries().stream().map(delivery -> delivery.newest().photoId()).toList();
  }

  private static WebhookAttempted of(String tenant, WebhookAttempted of) {
    return new WebhookAttempted(
        tenant,
        of.photoId(),
        of.webhookId(),
        of.endpoint(),
        of.body(),
        of.round(),
        of.attempt(),
        of.state(),
        of.httpStatus(),
        of.detail(),
        of.nextAttemptAt(),
        of.attemptedAt());
  }

  @Test
  void shouldFreePlaceWhenAttemptEnds() {
    // Given
    WebhookAttempted one = first("p1", "/a", 1);
    fold(one);
    fold(first("p2", "/a", 2));
    fold(first("p3", "/a", 3));
    Instant now = T0.plusSeconds(10);
    assertThat(claim(now)).containsExactly("p1");
    assertThat(claim(now)).containsExactly("p2");
    assertThat(claim(now)).isEmpty();
    // When
    fold(rules.after(one, new AttemptResult.Accepted(200), now));
    // Then
    assertThat(claim(now)).containsExactly("p3");
  }

  @Test
  void shouldReturnClaimWhenItsOwnerIsSilent() {
    // Given
    fold(first("p1", "/a", 0));
    assertThat(claim(T0)).containsExactly("p1");
    assertThat(claim(T0.plus(LEASE).minusMillis(1))).isEmpty();
    // Then
    assertThat(claim(T0.plus(LEASE))).containsExactly("p1");
  }

  @Test
  void shouldKeepNewestStateWhenStatesComeInAnyOrder() {
    // Given every state of a delivery that was replayed once
    List<WebhookAttempted> states = new ArrayList<>();
    WebhookAttempted state = first("p1", "/a", 0);
    states.add(state);
    for (AttemptResult result :
        List.of(
            new AttemptResult.Failed(500, "500", null),
            new AttemptResult.Failed(500, "500", null),
            new AttemptResult.Accepted(200))) {
      state = rules.after(state, result, T0.plusSeconds(states.size()));
      states.add(state);
    }
    WebhookAttempted replay = rules.replay(state, T0.plusSeconds(100));
    states.add(replay);
    states.add(rules.after(replay, new AttemptResult.Accepted(204), T0.plusSeconds(101)));
    Random random = new Random(42);
    for (int i = 0; i < 50; i++) {
      redis.empty();
      redis.set(RedisDeliveryQueue.STAMP_KEY, HERE);
      Collections.shuffle(states, random);
      // When
      states.forEach(this::fold);
      states.forEach(each -> assertThat(queue.fold(each, TRACE)).isFalse());
      // Then
      WebhookAttempted newest =
          queue
              .find(new TenantName("acme"), new WebhookId(state.webhookId()))
              .orElseThrow()
              .newest();
      assertThat(newest.state()).isEqualTo(WebhookState.DELIVERED);
      assertThat(newest.httpStatus()).isEqualTo(204);
      assertThat(queue.depth().pending()).isZero();
      assertThat(claim(T0.plus(Duration.ofDays(30)))).isEmpty();
    }
  }

  @Test
  void shouldWaitForOlderWebhookWhenPhotoHasTwo() {
    // Given
    WebhookAttempted older = first("p1", "/a", 0, "msg_failed");
    WebhookAttempted newer = first("p1", "/a", 1, "msg_retouched");
    fold(older);
    fold(newer);
    assertThat(claimIds(T0.plusSeconds(5))).containsExactly("msg_failed");
    assertThat(claimIds(T0.plusSeconds(5))).isEmpty();
    // When the older one fails and waits
    WebhookAttempted waiting =
        rules.after(older, new AttemptResult.Failed(500, "500", null), T0.plusSeconds(5));
    fold(waiting);
    // Then the newer one waits too
    assertThat(claimIds(T0.plusSeconds(6))).isEmpty();
    assertThat(claimIds(T0.plusSeconds(10))).containsExactly("msg_failed");
    fold(rules.after(waiting, new AttemptResult.Accepted(200), T0.plusSeconds(11)));
    assertThat(claimIds(T0.plusSeconds(11))).containsExactly("msg_retouched");
  }

  @Test
  void shouldDisableEndpointWhenItIsGoneUntilReplay() {
    // Given
    WebhookAttempted pending = first("p1", "/a", 0);
    fold(pending);
    URI endpoint = pending.endpoint();
    assertThat(queue.isDisabled("acme", endpoint)).isFalse();
    // When
    WebhookAttempted gone = rules.after(pending, new AttemptResult.Gone(), T0.plusSeconds(1));
    fold(gone);
    // Then
    assertThat(queue.isDisabled("acme", endpoint)).isTrue();
    assertThat(queue.isDisabled("acme", URI.create(endpoint + "/other"))).isFalse();
    assertThat(queue.isDisabled("other", endpoint)).isFalse();
    fold(rules.replay(gone, T0.plusSeconds(2)));
    assertThat(queue.isDisabled("acme", endpoint)).isFalse();
  }

  @Test
  void shouldAskForRebuildWhenRedisIsAnotherOrEmpty() {
    // Given
    fold(first("p1", "/a", 0));
    // Then
    assertThat(queue.claim("another-redis", T0, 10, LEASE)).isEqualTo(new Claim.Unbuilt());
    redis.empty();
    assertThat(queue.claim(HERE, T0, 10, LEASE)).isEqualTo(new Claim.Unbuilt());
  }

  @Test
  void shouldHideWebhookWhenTenantIsAnother() {
    // Given
    WebhookAttempted state = first("p1", "/a", 0);
    fold(state);
    // Then
    assertThat(queue.find(new TenantName("other"), new WebhookId(state.webhookId()))).isEmpty();
    assertThat(queue.ofPhoto(new TenantName("other"), new PhotoId("p1"))).isEmpty();
    assertThat(queue.ofPhoto(new TenantName("acme"), new PhotoId("p1")))
        .singleElement()
        .satisfies(found -> assertThat(found.newest()).isEqualTo(state));
  }

  @Test
  void shouldGiveEachDeliveryOnceWhenReplicasClaimAtTheSameTime() throws Exception {
    // Given
    Set<String> all = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      fold(first("p" + i, "/e" + i % 100, i));
      all.add("p" + i);
    }
    // When
    List<String> claimed = new ArrayList<>();
    try (ExecutorService replicas = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<String>>> running = new ArrayList<>();
      for (int replica = 0; replica < 8; replica++) {
        running.add(
            replicas.submit(() -> {
              List<String> mine = new ArrayList<>();
              List<String> more = claim(T0.plusSeconds(500));
              while (!more.isEmpty()) {
                mine.addAll(more);
                more = claim(T0.plusSeconds(500));
              }
              return mine;
            }));
      }
      for (Future<List<String>> each : running) {
        claimed.addAll(each.get());
      }
    }
    // Then
    assertThat(claimed).doesNotHaveDuplicates().hasSameElementsAs(all);
  }

  @Test
  void shouldCountAndAgeWhenDeliveriesArePending() {
    // Given
    assertThat(queue.depth()).isEqualTo(new QueueDepth(0, null));
    fold(first("p1", "/a", 7));
    fold(first("p2", "/a", 3));
    // Then
    assertThat(queue.depth()).isEqualTo(new QueueDepth(2, T0.plusSeconds(3)));
    assertThat(Optional.ofNullable(queue.depth().oldestQueuedAt())).contains(T0.plusSeconds(3));
  }

  private void fold(WebhookAttempted state) {
    queue.fold(state, TRACE);
  }

  private List<String> claim(Instant now) {
    return claimed(now).stream().map(delivery -> delivery.newest().photoId()).toList();
  }

  private List<String> claimIds(Instant now) {
    return claimed(now).stream().map(delivery -> delivery.newest().webhookId()).toList();
  }

  private List<QueuedDelivery> claimed(Instant now) {
    Claim claim = queue.claim(HERE, now, 64, LEASE);
    assertThat(claim).isInstanceOf(Claim.Due.class);
    return ((Claim.Due) claim).deliveries();
  }

  private WebhookAttempted first(String photoId, String path, int second) {
    return first(photoId, path, second, "msg_" + photoId);
  }

  private WebhookAttempted first(String photoId, String path, int second, String webhookId) {
    return rules.first(
        "acme",
        photoId,
        webhookId,
        URI.create("https://hooks.example" + path),
        "{}",
        T0.plusSeconds(second),
        T0.plusSeconds(second));
  }
}
