package io.tonework.feedback.shell;

import io.micrometer.core.instrument.MeterRegistry;
import io.tonework.contracts.Topics;
import io.tonework.contracts.WebhookAttempted;
import io.tonework.feedback.FeedbackConfig;
import io.tonework.feedback.taste.EraseVerdicts;
import io.tonework.feedback.taste.FoldTaste;
import io.tonework.feedback.taste.ForgetUser;
import io.tonework.feedback.taste.TasteRebuild;
import io.tonework.feedback.verdict.ReceiveVerdict;
import io.tonework.feedback.view.KeptView;
import io.tonework.feedback.view.RedisViewStamp;
import io.tonework.feedback.webhook.AttemptDelivery;
import io.tonework.feedback.webhook.ConfiguredEndpoints;
import io.tonework.feedback.webhook.DeliverWebhooks;
import io.tonework.feedback.webhook.DeliveryQueue;
import io.tonework.feedback.webhook.DeliveryRules;
import io.tonework.feedback.webhook.EndpointGuard;
import io.tonework.feedback.webhook.FollowDeliveries;
import io.tonework.feedback.webhook.RedisDeliveryQueue;
import io.tonework.feedback.webhook.ReplayWebhook;
import io.tonework.feedback.webhook.ScheduleWebhook;
import io.tonework.feedback.webhook.TenantEndpoints;
import io.tonework.feedback.webhook.TimedResolver;
import io.tonework.feedback.webhook.WebhookBodies;
import io.tonework.feedback.webhook.WebhookClient;
import io.tonework.messaging.kafka.KafkaSettings;
import io.tonework.messaging.publish.EventPublisher;
import io.tonework.messaging.topic.TopicReader;
import io.tonework.service.tenants.Tenants;
import io.tonework.storage.object.ObjectStore;
import io.tonework.storage.redis.RedisConnection;
import io.tonework.storage.s3.S3Settings;
import io.tonework.storage.taste.TasteStore;
import io.tonework.storage.view.PhotoViews;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import javax.net.ssl.SSLContext;

/** Makes the core of feedback from configuration and connections. */
@ApplicationScoped
public class Wiring {
  private static final Duration REFUSAL_PACE = Duration.ofSeconds(1);

  @Produces
  @Singleton
  TenantEndpoints endpoints(Tenants tenants, FeedbackConfig config) {
    return new ConfiguredEndpoints(tenants, config.webhooks().rules());
  }

  @Produces
  @Singleton
  DeliveryQueue queue(RedisConnection redis, FeedbackConfig config) {
    return new RedisDeliveryQueue(
        redis,
        config.webhooks().maxPerEndpoint(),
        config.webhooks().maxPerTenant(),
        config.webhooks().history());
  }

  @Produces
  @Singleton
  DeliveryRules rules(FeedbackConfig config) {
    return new DeliveryRules(config.schedule(), new SecureRandom());
  }

  @Produces
  @Singleton
  TimedResolver resolver(FeedbackConfig config) {
    return new TimedResolver(config.webhooks().dnsTimeout());
  }

  void close(@Disposes TimedResolver resolver) {
    resolver.close();
  }

  @Produces
  @Singleton
  WebhookClient client(TimedResolver resolver, FeedbackConfig config, Clock clock)
      throws NoSuchAlgorithmException {
    EndpointGuard guard = new EndpointGuard(config.webhooks().rules(), resolver, REFUSAL_PACE);
    return new WebhookClient(
        guard,
        SSLContext.getDefault(),
        config.webhooks().timeout(),
        config.webhooks().maxRetryAfter(),
        clock);
  }

  void close(@Disposes WebhookClient client) {
    client.close();
  }

  @Produces
  @Singleton
  DeliverWebhooks deliverWebhooks(
      WebhookClient client,
      TenantEndpoints endpoints,
      DeliveryQueue queue,
      DeliveryRules rules,
      RedisConnection redis,
      KafkaSettings kafka,
      EventPublisher publisher,
      MeterRegistry metrics,
      Clock clock,
      FeedbackConfig config) {
    TopicReader reader = new TopicReader(kafka);
    KeptView view =
        new KeptView(
            "webhooks",
            new RedisViewStamp(redis, RedisDeliveryQueue.STAMP_KEY),
            action -> reader.forEach(Topics.WEBHOOK_ATTEMPTED, action),
            delivery -> queue.fold(delivery.event(WebhookAttempted.class), delivery.trace()),
            metrics,
            clock);
    AttemptDelivery attempt =
        new AttemptDelivery(
            client, endpoints, queue, rules, publisher::publishAndWait, metrics, clock);
    return new DeliverWebhooks(view, queue, attempt::attempt, config.deliveries(), clock);
  }

  @Produces
  @Singleton
  ScheduleWebhook scheduleWebhook(
      TenantEndpoints endpoints,
      ObjectStore store,
      DeliveryQueue queue,
      DeliveryRules rules,
      Clock clock,
      FeedbackConfig config) {
    return new ScheduleWebhook(
        endpoints, new WebhookBodies(store, config.webhooks().linkLifetime()), queue, rules, clock);
  }

  @Produces
  @Singleton
  FollowDeliveries followDeliveries(DeliveryQueue queue, DeliverWebhooks worker) {
    return new FollowDeliveries(queue, worker::wake);
  }

  @Produces
  @Singleton
  ReplayWebhook replayWebhook(
      DeliveryQueue queue,
      DeliveryRules rules,
      EventPublisher publisher,
      DeliverWebhooks worker,
      Clock clock) {
    return new ReplayWebhook(queue, rules, publisher::publishAndWait, worker::wake, clock);
  }

  @Produces
  @Singleton
  ReceiveVerdict receiveVerdict(
      PhotoViews views,
      ObjectStore store,
      S3Settings s3,
      EventPublisher publisher,
      MeterRegistry metrics,
      Clock clock) {
    return new ReceiveVerdict(views, store, s3.bucket(), publisher::publishAndWait, metrics, clock);
  }

  @Produces
  @Singleton
  FoldTaste foldTaste(
      TasteStore tastes, KafkaSettings kafka, EventPublisher publisher, MeterRegistry metrics) {
    TopicReader reader = new TopicReader(kafka);
    EraseVerdicts erase =
        new EraseVerdicts(
            action -> reader.forEach(Topics.FEEDBACK_RECEIVED, action), publisher::eraseAndWait);
    return new FoldTaste(tastes, erase, metrics);
  }

  @Produces
  @Singleton
  ForgetUser forgetUser(EventPublisher publisher, TasteStore tastes, Clock clock) {
    return new ForgetUser(publisher::publishAndWait, tastes, clock);
  }

  @Produces
  @Singleton
  TasteRebuild tasteRebuild(TasteStore tastes, KafkaSettings kafka) {
    TopicReader reader = new TopicReader(kafka);
    return new TasteRebuild(tastes, action -> reader.forEach(Topics.FEEDBACK_RECEIVED, action));
  }
}
