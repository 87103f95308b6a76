package io.tonework.simulation.world;

import io.tonework.contracts.Event;
import io.tonework.contracts.ObjectId;
import io.tonework.contracts.ObjectKeys;
import io.tonework.contracts.PhotoFailed;
import io.tonework.contracts.PhotoRetouched;
import io.tonework.contracts.PhotoUploaded;
import io.tonework.contracts.RetouchPlanned;
import io.tonework.contracts.Sha256;
import io.tonework.contracts.Topics;
import io.tonework.contracts.WebhookAttempted;
import io.tonework.contracts.identity.PhotoId;
import io.tonework.contracts.identity.PlanId;
import io.tonework.contracts.identity.TenantName;
import io.tonework.messaging.event.EventCodec;
import io.tonework.messaging.event.UnreadableEventException;
import io.tonework.simulation.store.MemoryObjectStore;
import io.tonework.simulation.time.Diary;
import io.tonework.storage.object.StoredObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was written to the store and published, as it happened, and what of it must never
 * happen: another output under the same plan, an event whose bytes are not there, something of one
 * tenant at another's place.
 */
public final class Sightings {
  private static final Set<String> EVENT_TOPICS = Set.copyOf(Topics.events());
  private static final String RETOUCHED = "retouched/";

  private final Diary diary;
  private final List<Event> events = new ArrayList<>();
  private final List<Notice> posts = new ArrayList<>();
  private final Map<String, String> outputs = new HashMap<>();
  private final Map<String, String> tenantOf = new HashMap<>();
  private final Set<String> violations = new LinkedHashSet<>();
  private @Nullable MemoryObjectStore store;

  /**
   * A webhook as its endpoint got it.
   *
   * @param host the endpoint's name
   * @param id its {@code webhook-id}
   * @param body its body
   */
  public record Notice(String host, String id, String body) {}

  Sightings(Diary diary) {
    this.diary = diary;
  }

  void watch(MemoryObjectStore watched) {
    store = watched;
  }

  /** What must not be and was. */
  public List<String> violations() {
    return List.copyOf(violations);
  }

  /** True once that photo was announced. */
  public boolean knows(String photoId) {
    return tenantOf.containsKey(photoId);
  }

  /** Every event on its topic, in the order of publishing. */
  public List<Event> events() {
    return events;
  }

  /** Every webhook that an endpoint got. */
  public List<Notice> posts() {
    return posts;
  }

  /** An endpoint got a webhook. */
  public void posted(Notice notice) {
    posts.add(notice);
  }

  /** Something must not be. */
  public void violated(String what) {
    diary.note("VIOLATION", () -> what);
    violations.add(what);
  }

  void written(StoredObject object, byte[] bytes) {
    diary.note("store", () -> "has " + object.id() + " " + object.etag().substring(0, 6));
    ObjectId id = object.id();
    if (id.bucket().equals(World.BUCKET) && id.key().startsWith(RETOUCHED)) {
      String hash = Sha256.of(bytes);
      String before = outputs.putIfAbsent(id.key(), hash);
      if (before != null && !before.equals(hash)) {
        violated("a plan has two outputs: " + id);
      }
    }
  }

  void appended(ConsumerRecord<byte[], byte[]> record) {
    if (!EVENT_TOPICS.contains(record.topic()) || record.value() == null) {
      diary.note("kafka", () -> record.topic() + " takes a record");
      return;
    }
    Event event;
    try {
      event = EventCodec.decode(record.headers(), record.value()).event();
    } catch (UnreadableEventException _) {
      diary.note("kafka", () -> record.topic() + " takes what is no event");
      return;
    }
    diary.note(
        "kafka",
        () ->
            record.topic()
                + "-"
                + record.partition()
                + "@"
                + record.offset()
                + " takes "
                + event.eventId());
    events.add(event);
    check(event);
  }

  private void check(Event event) {
    TenantName tenant = new TenantName(event.tenant());
    switch (event) {
      case PhotoUploaded it -> uploaded(it);
      case RetouchPlanned it -> {
        belongs(it.tenant(), it.photoId());
        belongs(it.photo().tenant(), it.photo().photoId());
        mustBe(
            it.planObject().key().equals(ObjectKeys.plan(tenant, new PhotoId(it.photoId()))),
            "a plan of " + it.tenant() + " lies at " + it.planObject());
        mustBe(isThere(it.planObject()), "a plan is told of before it is there: " + it.planId());
      }
      case PhotoRetouched it -> {
        belongs(it.tenant(), it.photoId());
        belongs(it.planned().tenant(), it.planned().photoId());
        ObjectId result = it.result().object();
        mustBe(
            result.key().startsWith(ObjectKeys.retouched(tenant, new PlanId(it.planId()), "")),
            "a photo of " + it.tenant() + " lies at " + result);
        mustBe(
            isThere(result) && (it.lut() == null || isThere(it.lut())),
            "a photo is told of before it is there: " + result);
        mustBe(
            Objects.equals(outputs.get(result.key()), it.result().sha256()),
            "another output is told of than lies there: " + result);
      }
      case PhotoFailed it -> belongs(it.tenant(), it.photoId());
      case WebhookAttempted it -> belongs(it.tenant(), it.photoId());
      default -> {}
    }
  }

  private void uploaded(PhotoUploaded photo) {
    tenantOf.putIfAbsent(photo.photoId(), photo.tenant());
    belongs(photo.tenant(), photo.photoId());
    ObjectId original = new ObjectId(photo.source().bucket(), photo.source().key());
    mustBe(isThere(original), "a photo is announced before it is there: " + original);
  }

  private void belongs(String tenant, String photoId) {
    String owner = tenantOf.get(photoId);
    mustBe(tenant.equals(owner), "photo " + photoId + " of " + owner + " is told of for " + tenant);
  }

  private boolean isThere(ObjectId id) {
    return Objects.requireNonNull(store).head(id).isPresent();
  }

  private void mustBe(boolean so, String otherwise) {
    if (!so) {
      violated(otherwise);
    }
  }
}
