package io.tonework.simulation.line;

import io.tonework.contracts.FeedbackReceived;
import io.tonework.contracts.Topics;
import io.tonework.contracts.WebhookAttempted;
import io.tonework.contracts.identity.PhotoId;
import io.tonework.contracts.identity.TenantName;
import io.tonework.feedback.shell.DeliveriesStage;
import io.tonework.feedback.shell.ScheduleStage;
import io.tonework.feedback.shell.TasteStage;
import io.tonework.feedback.taste.EraseVerdicts;
import io.tonework.feedback.taste.FoldTaste;
import io.tonework.feedback.taste.TasteRebuild;
import io.tonework.feedback.verdict.ReceiveVerdict;
import io.tonework.feedback.verdict.VerdictForm;
import io.tonework.feedback.view.KeptView;
import io.tonework.feedback.view.ViewStamp;
import io.tonework.feedback.webhook.AttemptDelivery;
import io.tonework.feedback.webhook.ConfiguredEndpoints;
import io.tonework.feedback.webhook.DeliverWebhooks;
import io.tonework.feedback.webhook.DeliveryQueue;
import io.tonework.feedback.webhook.DeliveryRules;
import io.tonework.feedback.webhook.DeliverySettings;
import io.tonework.feedback.webhook.FollowDeliveries;
import io.tonework.feedback.webhook.RetrySchedule;
import io.tonework.feedback.webhook.ScheduleWebhook;
import io.tonework.feedback.webhook.TenantEndpoints;
import io.tonework.feedback.webhook.WebhookBodies;
import io.tonework.messaging.event.TraceContext;
import io.tonework.messaging.publish.EventPublisher;
import io.tonework.messaging.stage.TransientException;
import io.tonework.simulation.redis.MemoryDeliveryQueue;
import io.tonework.simulation.redis.MemoryStamp;
import io.tonework.simulation.remote.RemoteStamp;
import io.tonework.simulation.time.Task;
import io.tonework.simulation.world.World;
import io.tonework.storage.StorageException;
import io.tonework.storage.ViewsUnavailable;
import io.tonework.storage.object.ObjectStore;
import io.tonework.storage.taste.TasteStore;
import java.time.Duration;
import java.util.List;

/** A process of feedback: webhooks out, verdicts in, and the tastes that follow. */
public final class Feedback {
  private static final RetrySchedule SCHEDULE =
      new RetrySchedule(
          List.of(
              Duration.ZERO,
              Duration.ofSeconds(5),
              Duration.ofSeconds(20),
              Duration.ofSeconds(60),
              Duration.ofSeconds(120)),
          0.1);
  private static final DeliverySettings DELIVERIES =
      new DeliverySettings(
          4, Duration.ofSeconds(60), Duration.ofSeconds(2), Duration.ofSeconds(20));
  private static final Duration LINKS = Duration.ofDays(5);
  private static final Duration DRAIN = Duration.ofSeconds(20);
  private static final long WATCH_MICROS = 5_000_000;
  private static final long FAULT_PAUSE_MICROS = 1_000_000;
  private static final int IN_FLIGHT = 4;

  private final ReceiveVerdict receiveVerdict;

  Feedback(Replica replica) {
    World world = replica.world();
    ObjectStore store = replica.store();
    EventPublisher publisher = replica.publisher("feedback");
    receiveVerdict =
        new ReceiveVerdict(
            replica.views(),
            store,
            World.BUCKET,
            publisher::publishAndWait,
            world.meters(),
            world.clock());
    webhooks(replica, store, publisher);
    tastes(replica, publisher);
  }

  private static void webhooks(Replica replica, ObjectStore store, EventPublisher publisher) {
    World world = replica.world();
    DeliveryQueue queue = replica.queue();
    DeliveryRules rules = new DeliveryRules(SCHEDULE, world.random());
    TenantEndpoints endpoints = new ConfiguredEndpoints(Customers.TENANTS, Customers.ENDPOINTS);
    ScheduleWebhook schedule =
        new ScheduleWebhook(
            endpoints, new WebhookBodies(store, LINKS), queue, rules, world.clock());
    replica
        .stages()
        .run(ScheduleStage.definition(replica.mutant().handler(schedule), IN_FLIGHT, DRAIN));
    AttemptDelivery attempt =
        new AttemptDelivery(
            new Endpoints(world, replica.wire()),
            endpoints,
            queue,
            rules,
            publisher::publishAndWait,
            world.meters(),
            world.clock());
    DeliverWebhooks worker =
        new DeliverWebhooks(
            webhookView(replica, queue),
            queue,
            attempt::attempt,
            DELIVERIES,
            world.clock(),
            new Executors.OfTasks(world.timeline(), replica.wire().machine()));
    Task claims =
        world.timeline().spawn("claims", replica.wire().machine(), () -> workOff(world, worker));
    FollowDeliveries follow =
        new FollowDeliveries(queue, () -> world.timeline().wake(claims, 1_000));
    replica
        .stages()
        .run(DeliveriesStage.definition(replica.mutant().handler(follow), IN_FLIGHT, DRAIN));
  }

  private static KeptView webhookView(Replica replica, DeliveryQueue queue) {
    World world = replica.world();
    return new KeptView(
        "webhooks",
        stamp(replica, MemoryDeliveryQueue.STAMP_KEY),
        new TopicSource(world, Topics.WEBHOOK_ATTEMPTED),
        delivery -> queue.fold(delivery.event(WebhookAttempted.class), delivery.trace()),
        world.meters(),
        world.clock(),
        Executors.OfCaller::new);
  }

  private static ViewStamp stamp(Replica replica, String key) {
    return replica
        .mutant()
        .stamp(new RemoteStamp(new MemoryStamp(replica.world().redis(), key), replica.wire()));
  }

  /** As the worker's own loop does, in virtual time. */
  private static void workOff(World world, DeliverWebhooks worker) {
    while (true) {
      long pause = DELIVERIES.pollInterval().toNanos() / 1_000;
      try {
        if (worker.step(world.clock().instant()) > 0) {
          continue;
        }
      } catch (ViewsUnavailable | TransientException e) {
        pause = FAULT_PAUSE_MICROS;
      }
      world.timeline().sleep(pause);
    }
  }

  private static void tastes(Replica replica, EventPublisher publisher) {
    World world = replica.world();
    TasteStore tastes = replica.tastes();
    TopicSource topic = new TopicSource(world, Topics.FEEDBACK_RECEIVED);
    KeptView view =
        new KeptView(
            "taste",
            stamp(replica, "taste-stamp"),
            topic,
            delivery -> TasteRebuild.fold(tastes, delivery),
            world.meters(),
            world.clock(),
            Executors.OfCaller::new);
    FoldTaste fold =
        new FoldTaste(tastes, new EraseVerdicts(topic, publisher::eraseAndWait), world.meters());
    replica
        .stages()
        .run(
            "feedback-taste",
            () -> {
              String _ = view.ensureWhole();
              Task _ =
                  world
                      .timeline()
                      .spawn("taste watch", replica.wire().machine(), () -> watch(world, view));
              return TasteStage.definition(replica.mutant().handler(fold), IN_FLIGHT, DRAIN);
            });
  }

  /** As the view's watch does, in virtual time. */
  private static void watch(World world, KeptView view) {
    while (true) {
      world.timeline().sleep(WATCH_MICROS);
      try {
        String _ = view.ensureWhole();
      } catch (StorageException | TransientException e) {
        // looked at again later
      }
    }
  }

  /** What a posted verdict comes to; throws what the resource turns into problems. */
  public FeedbackReceived receive(String tenant, String photoId, VerdictForm form) {
    return receiveVerdict.receive(
        new TenantName(tenant), new PhotoId(photoId), form, TraceContext.fresh());
  }
}
