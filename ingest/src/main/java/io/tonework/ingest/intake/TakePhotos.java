package io.tonework.ingest.intake;

import io.tonework.contracts.Ids;
import io.tonework.contracts.ObjectId;
import io.tonework.contracts.ObjectKeys;
import io.tonework.contracts.PhotoUploaded;
import io.tonework.contracts.Priority;
import io.tonework.contracts.ReferencePair;
import io.tonework.contracts.SourceObject;
import io.tonework.contracts.identity.PhotoId;
import io.tonework.imaging.file.ImageSniffer;
import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.ingest.request.PhotoRequest;
import io.tonework.ingest.request.PostedReference;
import io.tonework.ingest.request.ReferenceRequest;
import io.tonework.ingest.request.Submission;
import io.tonework.ingest.request.SubmissionReader;
import io.tonework.messaging.event.TraceContext;
import io.tonework.messaging.stage.TransientException;
import io.tonework.service.endpoint.EndpointRules;
import io.tonework.service.problem.Problem;
import io.tonework.service.problem.ProblemException;
import io.tonework.service.problem.ProblemType;
import io.tonework.service.tenants.Tenant;
import io.tonework.storage.AccessDenied;
import io.tonework.storage.ObjectMissing;
import io.tonework.storage.StoreUnavailable;
import io.tonework.storage.object.ObjectStore;
import io.tonework.storage.object.StoredObject;
import io.tonework.storage.quota.OpenPhotos.Admission;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the photos of a request in. For each: check, write the original, publish, and only then say
 * so. A photo that fails does not touch the others. Thread-safe.
 */
public final class TakePhotos {
  private static final Logger log = LoggerFactory.getLogger(TakePhotos.class);
  private static final int MAX_AT_ONCE = 32;

  private final ObjectStore store;
  private final String bucket;
  private final Announcer announcer;
  private final PresignedUploads uploads;
  private final IdempotencyClaims claims;
  private final PhotoChecks checks;
  private final EndpointRules callbacks;
  private final TakeReference references;
  private final IngestLimits limits;
  private final Clock clock;
  private final PhotoQuota quota;

  /**
   * Photos that come with others share these, over all requests and in turn: half of the store's
   * connections, so that a photo that comes alone never waits for a batch.
   */
  private final Semaphore atOnce = new Semaphore(MAX_AT_ONCE, true);

  private final Supplier<String> names;
  private final KeepMasks masks;
  private final KeepLook looks;

  /**
   * Wires the parts.
   *
   * @param bucket Tonework's own bucket
   * @param callbacks where webhooks may be asked for
   * @param names gives each request that brings no key a name that no other has
   * @param quota how many photos a tenant may have open
   */
  public TakePhotos(
      ObjectStore store,
      String bucket,
      Announcer announcer,
      PresignedUploads uploads,
      IdempotencyClaims claims,
      PhotoChecks checks,
      EndpointRules callbacks,
      IngestLimits limits,
      Clock clock,
      Supplier<String> names,
      PhotoQuota quota) {
    this.quota = quota;
    this.store = store;
    this.bucket = bucket;
    this.announcer = announcer;
    this.uploads = uploads;
    this.claims = claims;
    this.checks = checks;
    this.callbacks = callbacks;
    this.references = new TakeReference(store, bucket, checks, limits.maxPhotoBytes());
    this.limits = limits;
    this.clock = clock;
    this.names = names;
    this.masks = new KeepMasks(store, bucket);
    this.looks = new KeepLook(store, bucket);
  }

  /**
   * Takes the photos in.
   *
   * @param idempotencyKey the sender's name for this request; null when it has none
   * @return an outcome per photo, in their order
   * @throws ProblemException when the key was used for another request
   * @throws StoreUnavailable when not even the key could be claimed
   */
  public List<ItemOutcome> take(
      Tenant tenant, Submission submission, @Nullable String idempotencyKey, TraceContext trace) {
    Instant now = clock.instant();
    IdempotencyClaims.Claimed claimed =
        idempotencyKey == null
            ? new IdempotencyClaims.Claimed(now, true)
            : claims.claim(tenant.name(), idempotencyKey, submission, now);
    String seed = idempotencyKey == null ? names.get() : idempotencyKey;
    List<Work> works = new ArrayList<>();
    long room = quota.room(tenant);
    Urgency urgency = new Urgency(tenant, submission.items().size() > 1);
    for (Submission.Item item : submission.items()) {
      PhotoId photoId = new PhotoId(Ids.photoIdOfRequest(tenant.name().text(), seed, works.size()));
      String prefix = submission.batch() ? "photos[" + works.size() + "]." : "";
      works.add(
          new Work(
              tenant,
              urgency.of(item),
              photoId,
              claimed.acceptedAt(),
              !claimed.first(),
              works.size() < room,
              prefix,
              trace));
    }
    return works.size() == 1 ? List.of(outcome(works.getFirst())) : outcomes(works);
  }

  private record Work(
      Tenant tenant,
      Submission.Item item,
      PhotoId photoId,
      Instant acceptedAt,
      boolean maybeRepeated,
      boolean hasRoom,
      String fieldPrefix,
      TraceContext trace) {}

  private List<ItemOutcome> outcomes(List<Work> works) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<ItemOutcome>> futures = new ArrayList<>();
      for (Work work : works) {
        atOnce.acquire();
        futures.add(
            threads.submit(() -> {
              try {
                return outcome(work);
              } finally {
                atOnce.release();
              }
            }));
      }
      List<ItemOutcome> outcomes = new ArrayList<>();
      for (Future<ItemOutcome> future : futures) {
        outcomes.add(future.get());
      }
      return outcomes;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TransientException("interrupted while taking photos in", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a photo failed in an unforeseen way", e.getCause());
    }
  }

  private ItemOutcome outcome(Work work) {
    try {
      if (isRepetition(work)) {
        return new ItemOutcome.Accepted(work.photoId().text());
      }
      checkCallback(work);
      if (!work.hasRoom() && !(work.item() instanceof Submission.Refused)) {
        return overQuota(work);
      }
      return switch (work.item()) {
        case Submission.Posted posted -> posted(work, posted);
        case Submission.FromSource source -> fromSource(work, source);
        case Submission.ForUpload upload ->
            uploads.offer(
                work.tenant().name(),
                work.photoId(),
                kept(work, resolved(work, upload.request(), null)),
                work.acceptedAt());
        case Submission.Refused refused -> new ItemOutcome.Refused(refused.problem());
      };
    } catch (ProblemException e) {
      return new ItemOutcome.Refused(e.problem());
    } catch (StoreUnavailable e) {
      return new ItemOutcome.Postponed("the object store does not answer; try again", e);
    } catch (TransientException e) {
      return new ItemOutcome.Postponed("the event log does not answer; try again", e);
    } catch (RuntimeException e) {
      // a fault of ours with one photo must not cost the others of its batch
      log.atError().addKeyValue("photoId", work.photoId()).setCause(e).log("photo not taken in");
      return new ItemOutcome.Refused(
          Problem.of(
              ProblemType.INTERNAL, "the photo failed on our side; it is safe to send it again"));
    }
  }

  /** True when the photo was taken in before, whatever became of its source since. */
  private boolean isRepetition(Work work) {
    return work.maybeRepeated()
        && !(work.item() instanceof Submission.ForUpload)
        && announcer.isAnnounced(work.tenant().name(), work.photoId());
  }

  private void checkCallback(Work work) {
    PhotoRequest request =
        switch (work.item()) {
          case Submission.Posted posted -> posted.request();
          case Submission.FromSource source -> source.request();
          case Submission.ForUpload upload -> upload.request();
          case Submission.Refused _ -> null;
        };
    if (request == null || request.callback() == null) {
      return;
    }
    String rule = callbacks.refusal(request.callback()).orElse(null);
    if (rule != null) {
      throw new ProblemException(
          Problem.invalid(work.fieldPrefix() + "callback", null, "callback " + rule));
    }
  }

  private ItemOutcome posted(Work work, Submission.Posted posted) {
    ImageFormat format = checks.check(posted.file(), work.fieldPrefix() + "photo");
    StoredObject original =
        store
            .putIfAbsent(
                new ObjectId(bucket, ObjectKeys.original(work.tenant().name(), work.photoId())),
                posted.file().path(),
                format.mediaType())
            .object();
    return announce(
        work,
        resolved(work, posted.request(), posted.reference()),
        original.toSource(),
        Channel.POSTED);
  }

  /** The wish with the photos of its reference where the planner can read them. */
  private PhotoRequest resolved(Work work, PhotoRequest request, @Nullable PostedReference posted) {
    ReferenceRequest named = request.reference();
    if (posted == null && named == null) {
      return request;
    }
    ReferencePair pair =
        posted != null
            ? references.keep(work.tenant().name(), work.photoId(), posted, work.fieldPrefix())
            : references.pin(work.tenant(), Objects.requireNonNull(named), work.fieldPrefix());
    return new PhotoRequest(
        request.user(),
        request.retouch().with(pair),
        request.callback(),
        request.masks(),
        null,
        request.lookSource());
  }

  private ItemOutcome fromSource(Work work, Submission.FromSource source) {
    if (!work.tenant().mayRead(source.bucket(), source.key())) {
      throw sourceProblem(
          work,
          source,
          ProblemType.FORBIDDEN_SOURCE,
          "this tenant may not name "
              + named(source)
              + "; ask the operator to add it to tonework.tenants."
              + work.tenant().name()
              + ".sources");
    }
    ObjectId id = new ObjectId(source.bucket(), source.key());
    try {
      StoredObject object = store.head(id).orElseThrow(() -> missing(work, source));
      if (object.sizeBytes() > limits.maxPhotoBytes()) {
        throw new ProblemException(
            SubmissionReader.tooManyBytes(
                work.fieldPrefix() + "source", object.sizeBytes(), limits.maxPhotoBytes()));
      }
      byte[] head =
          object.sizeBytes() == 0 ? new byte[0] : store.range(id, 0, ImageSniffer.HEAD_BYTES);
      ImageFormat _ = checks.checkFormat(head, work.fieldPrefix() + "source");
      return announce(
          work, resolved(work, source.request(), null), object.toSource(), Channel.SOURCE);
    } catch (ObjectMissing e) {
      throw missing(work, source);
    } catch (AccessDenied e) {
      throw sourceProblem(
          work,
          source,
          ProblemType.FORBIDDEN_SOURCE,
          named(source) + " may not be read by Tonework; grant its role s3:GetObject there");
    }
  }

  private static ProblemException missing(Work work, Submission.FromSource source) {
    return sourceProblem(
        work, source, ProblemType.SOURCE_MISSING, "there is no object " + named(source));
  }

  private static String named(Submission.FromSource source) {
    return Problem.excerpt(new ObjectId(source.bucket(), source.key()).toString());
  }

  private static ProblemException sourceProblem(
      Work work, Submission.FromSource source, ProblemType type, String detail) {
    return new ProblemException(
        Problem.of(type, detail)
            .at(work.fieldPrefix() + "source", source.bucket() + "/" + source.key()));
  }

  private ItemOutcome announce(Work work, PhotoRequest wish, SourceObject source, Channel channel) {
    PhotoRequest kept = kept(work, wish);
    Priority asked = kept.retouch().urgency();
    Admission admission = quota.admit(work.tenant(), work.photoId(), asked);
    if (admission == Admission.REFUSED) {
      return overQuota(work);
    }
    PhotoRequest request = kept.withUrgency(admission == Admission.AS_BULK ? Priority.BULK : asked);
    boolean announced = false;
    try {
      announcer.announce(
          new PhotoUploaded(
              work.tenant().name().text(),
              work.photoId().text(),
              request.user(),
              source,
              request.retouch(),
              request.callback(),
              work.acceptedAt()),
          channel,
          work.trace());
      announced = true;
    } finally {
      if (!announced) {
        quota.release(work.tenant(), work.photoId());
      }
    }
    return new ItemOutcome.Accepted(work.photoId().text());
  }

  private static ItemOutcome overQuota(Work work) {
    int most = work.tenant().quota().openPhotos();
    return new ItemOutcome.OverQuota(
        Problem.of(
                ProblemType.TOO_MANY_OPEN_PHOTOS,
                "this tenant may have "
                    + most
                    + " photos that are neither finished nor failed; send this one again when some"
                    + " are")
            .limitedTo(most));
  }

  /** How many more photos the tenant may send before the next is over its quota. */
  public long room(Tenant tenant) {
    return quota.room(tenant);
  }

  private PhotoRequest kept(Work work, PhotoRequest request) {
    looks.keep(work.tenant(), request, work.fieldPrefix());
    return masks.keep(work.tenant(), request, work.fieldPrefix());
  }
}
