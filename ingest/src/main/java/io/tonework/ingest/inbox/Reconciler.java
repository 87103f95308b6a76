package io.tonework.ingest.inbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.tonework.contracts.ObjectKeys;
import io.tonework.ingest.metrics.IngestMetric;
import io.tonework.messaging.stage.TransientException;
import io.tonework.storage.StorageException;
import io.tonework.storage.object.ListedObject;
import io.tonework.storage.object.Listing;
import io.tonework.storage.object.ObjectStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the objects that no notification announced, by listing.
 *
 * <p>A sweep reads a bounded number of pages of every area and goes on there the next time, so a
 * bucket of millions delays nobody. An object's fault is logged and the sweep goes on. Sweeps of
 * one instance must not overlap; several instances may sweep at once.
 */
public final class Reconciler {
  private static final Logger log = LoggerFactory.getLogger(Reconciler.class);
  private static final int PAGE_KEYS = 1_000;

  /** A part of a bucket that is listed; the inbox is null for presigned uploads. */
  private record Area(String bucket, String prefix, Inboxes.@Nullable Inbox inbox) {}

  private final ObjectStore store;
  private final TakeObject takeObject;
  private final SeenObjects seen;
  private final MeterRegistry metrics;
  private final Clock clock;
  private final Duration minAge;
  private final int pagesPerSweep;
  private final List<Area> areas = new ArrayList<>();
  private final Map<Area, String> positions = new ConcurrentHashMap<>();

  /**
   * A reconciler of all inboxes and of the presigned uploads.
   *
   * @param bucket Tonework's own bucket
   * @param minAge younger objects are left to their notification
   * @param pagesPerSweep most pages of 1,000 keys that a sweep reads of each area
   */
  public Reconciler(
      ObjectStore store,
      String bucket,
      Inboxes inboxes,
      TakeObject takeObject,
      MeterRegistry metrics,
      Clock clock,
      Duration minAge,
      int pagesPerSweep) {
    this.store = store;
    this.takeObject = takeObject;
    this.seen = new SeenObjects(200_000);
    this.metrics = metrics;
    this.clock = clock;
    this.minAge = minAge;
    this.pagesPerSweep = pagesPerSweep;
    areas.add(new Area(bucket, ObjectKeys.UPLOADS, null));
    for (Inboxes.Inbox inbox : inboxes.all()) {
      areas.add(new Area(inbox.place().area().bucket(), inbox.place().area().prefix(), inbox));
    }
  }

  /**
   * Looks through the next pages of every area.
   *
   * @return how many photos were announced
   */
  public int sweep() {
    Instant begin = clock.instant();
    int taken = 0;
    for (Area area : areas) {
      try {
        taken += sweep(area);
      } catch (StorageException | TransientException e) {
        log.atWarn()
            .addKeyValue("bucket", area.bucket())
            .addKeyValue("prefix", area.prefix())
            .setCause(e)
            .log("sweep of an area broken off; the next one goes on behind it");
      }
    }
    IngestMetric.SWEEP_TIME.timer(metrics).record(Duration.between(begin, clock.instant()));
    return taken;
  }

  private int sweep(Area area) {
    int taken = 0;
    for (int page = 0; page < pagesPerSweep; page++) {
      String from = positions.get(area);
      Listing listing = store.list(area.bucket(), area.prefix(), from, PAGE_KEYS);
      // moved before the work: a page that cannot be finished must not be tried for ever
      String next = listing.nextStartAfter();
      if (next == null) {
        positions.remove(area);
      } else {
        positions.put(area, next);
      }
      for (ListedObject object : listing.objects()) {
        Taken outcome = take(area, object);
        IngestMetric.RECONCILED.counter(metrics, outcome.tag()).increment();
        taken += outcome == Taken.TAKEN ? 1 : 0;
        if (outcome == Taken.POSTPONED) {
          // the others of the tenant would be postponed as well: the next sweep goes on here
          returnTo(area, from);
          return taken;
        }
      }
      if (next == null) {
        break;
      }
    }
    return taken;
  }

  private void returnTo(Area area, @Nullable String from) {
    if (from == null) {
      positions.remove(area);
    } else {
      positions.put(area, from);
    }
  }

  private Taken take(Area area, ListedObject object) {
    if (object.lastModified().isAfter(clock.instant().minus(minAge))) {
      return Taken.YOUNG;
    }
    if (seen.contains(object)) {
      return Taken.KNOWN;
    }
    try {
      Taken outcome =
          area.inbox() == null
              ? takeObject.take(object.id())
              : takeObject.take(area.inbox(), object.toSource(), object.lastModified());
      if (outcome != Taken.POSTPONED) {
        seen.add(object);
      }
      return outcome;
    } catch (TransientException e) {
      // Kafka is away: every further object would wait for it as long
      throw e;
    } catch (RuntimeException e) {
      log.atWarn()
          .addKeyValue("object", object.id())
          .setCause(e)
          .log("object left out of the sweep; a later one tries it again");
      return Taken.FAULTY;
    }
  }
}
