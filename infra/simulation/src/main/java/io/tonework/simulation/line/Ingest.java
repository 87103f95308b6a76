package io.tonework.simulation.line;

import io.tonework.ingest.inbox.Inboxes;
import io.tonework.ingest.inbox.NotificationHandler;
import io.tonework.ingest.inbox.Reconciler;
import io.tonework.ingest.inbox.Sequencers;
import io.tonework.ingest.inbox.TakeObject;
import io.tonework.ingest.intake.Announcer;
import io.tonework.ingest.intake.IdempotencyClaims;
import io.tonework.ingest.intake.IngestLimits;
import io.tonework.ingest.intake.ItemOutcome;
import io.tonework.ingest.intake.PhotoChecks;
import io.tonework.ingest.intake.PhotoQuota;
import io.tonework.ingest.intake.PresignedUploads;
import io.tonework.ingest.intake.TakePhotos;
import io.tonework.ingest.request.Submission;
import io.tonework.ingest.shell.InboxStage;
import io.tonework.ingest.shell.PhotoViewsStage;
import io.tonework.messaging.event.TraceContext;
import io.tonework.service.tenants.Tenant;
import io.tonework.simulation.world.World;
import io.tonework.storage.object.ObjectStore;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A process of ingest: the front door, the inbox, the views and the reconciler. */
public final class Ingest {
  private static final IngestLimits LIMITS =
      new IngestLimits(10, 1 << 20, 4 << 20, 1 << 20, 20_000_000, 10_000);
  private static final Duration UPLOAD_TIME = Duration.ofMinutes(5);
  private static final Duration MIN_AGE = Duration.ofSeconds(10);
  private static final long SWEEP_MICROS = 30_000_000;
  private static final int IN_FLIGHT = 4;

  private final Replica replica;
  private final TakePhotos takePhotos;

  Ingest(Replica replica) {
    this.replica = replica;
    World world = replica.world();
    ObjectStore store = replica.store();
    Announcer announcer =
        new Announcer(store, World.BUCKET, replica.publisher("ingest"), world.meters());
    PresignedUploads uploads =
        new PresignedUploads(
            store, World.BUCKET, announcer, replica.views(), world.clock(), UPLOAD_TIME);
    takePhotos =
        new TakePhotos(
            store,
            World.BUCKET,
            announcer,
            uploads,
            new IdempotencyClaims(store, World.BUCKET),
            new PhotoChecks(LIMITS),
            Customers.ENDPOINTS,
            LIMITS,
            world.clock(),
            () -> "request-" + world.random().nextLong(),
            PhotoQuota.UNLIMITED);
    Inboxes inboxes = Inboxes.of(Customers.TENANTS, Customers.ENDPOINTS);
    TakeObject takeObject = new TakeObject(store, World.BUCKET, inboxes, announcer, uploads);
    replica
        .stages()
        .run(
            InboxStage.definition(
                new NotificationHandler(takeObject, new Sequencers(100), world.meters()),
                IN_FLIGHT));
    replica.stages().run(PhotoViewsStage.definition(replica.views(), IN_FLIGHT));
    Reconciler reconciler =
        new Reconciler(
            store, World.BUCKET, inboxes, takeObject, world.meters(), world.clock(), MIN_AGE, 10);
    world.timeline().spawn("reconciler", replica.wire().machine(), () -> sweep(reconciler));
  }

  private void sweep(Reconciler reconciler) {
    while (true) {
      replica.world().timeline().sleep(SWEEP_MICROS);
      int taken = reconciler.sweep();
      if (taken > 0) {
        replica.wire().note(() -> "the sweep found " + taken);
      }
    }
  }

  /**
   * What a request for one photo comes to; throws what the front door throws.
   *
   * @param key the Idempotency-Key, if there is one
   */
  public ItemOutcome take(Tenant tenant, Submission.Item item, @Nullable String key) {
    String known = key == null ? null : replica.mutant().idempotencyKey(key);
    Submission submission = new Submission(false, List.of(item));
    return Objects.requireNonNull(
        takePhotos.take(tenant, submission, known, TraceContext.fresh()).getFirst());
  }
}
