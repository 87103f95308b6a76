package io.tonework.simulation.check;

import io.tonework.contracts.Event;
import io.tonework.contracts.FeedbackReceived;
import io.tonework.contracts.PhotoFailed;
import io.tonework.contracts.PhotoRetouched;
import io.tonework.contracts.PhotoUploaded;
import io.tonework.contracts.RetouchPlanned;
import io.tonework.contracts.WebhookAttempted;
import io.tonework.contracts.WebhookState;
import io.tonework.simulation.customer.Promises;
import io.tonework.simulation.line.Customers;
import io.tonework.simulation.world.Sightings;
import io.tonework.simulation.world.World;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Holds what was seen against what was promised. */
public final class Invariants {
  private final World world;
  private final Promises promises;
  private final Map<String, PhotoUploaded> photos = new LinkedHashMap<>();
  private final Map<String, Set<String>> plans = new HashMap<>();
  private final Map<String, Set<String>> ends = new HashMap<>();
  private final Map<String, Set<String>> hashes = new HashMap<>();
  private final Map<String, Set<String>> webhooks = new HashMap<>();
  private final Map<String, WebhookAttempted> newest = new LinkedHashMap<>();
  private final Map<String, Set<String>> photosOfWish = new HashMap<>();
  private final Set<String> verdicts = new LinkedHashSet<>();

  private Invariants(World world, Promises promises) {
    this.world = world;
    this.promises = promises;
  }

  /** Notes in the world's sightings whatever does not hold. */
  public static void check(World world, Promises promises) {
    Invariants all = new Invariants(world, promises);
    world.sightings().events().forEach(all::read);
    all.everyPhotoIsSettledOnce();
    all.everyRequestIsOnePhoto();
    all.everyPlanHasOneOutput();
    all.everyWebhookHasOneId();
    all.everyWebhookHasEnded();
    all.webhooksStayWithTheirTenant();
    all.tastesAreTheFoldOfTheTopic();
  }

  private void read(Event event) {
    switch (event) {
      case PhotoUploaded it -> {
        photos.put(it.photoId(), it);
        if (it.request().instruction() != null) {
          add(photosOfWish, it.request().instruction(), it.photoId());
        }
      }
      case RetouchPlanned it -> add(plans, it.photoId(), it.planId());
      case PhotoRetouched it -> {
        add(ends, it.photoId(), "retouched");
        add(hashes, it.planId(), it.result().sha256());
      }
      case PhotoFailed it -> add(ends, it.photoId(), "failed");
      case FeedbackReceived it -> verdicts.add(it.feedbackId());
      case WebhookAttempted it -> {
        String kind = it.body().contains("\"photo.retouched\"") ? "retouched" : "failed";
        add(webhooks, it.photoId() + " " + kind, it.webhookId());
        newest.merge(it.webhookId(), it, Invariants::newer);
      }
      default -> {}
    }
  }

  private static void add(Map<String, Set<String>> map, String key, String value) {
    map.computeIfAbsent(key, _ -> new LinkedHashSet<>()).add(value);
  }

  private static WebhookAttempted newer(WebhookAttempted one, WebhookAttempted other) {
    if (one.round() != other.round()) {
      return one.round() > other.round() ? one : other;
    }
    if (one.attempt() != other.attempt()) {
      return one.attempt() > other.attempt() ? one : other;
    }
    return one.state() == WebhookState.PENDING ? other : one;
  }

  private void everyPhotoIsSettledOnce() {
    promises
        .photos()
        .keySet()
        .forEach(photoId ->
            mustBe(photos.containsKey(photoId), "photo " + photoId + " was promised and is lost"));
    photos
        .keySet()
        .forEach(photoId -> {
          Set<String> how = ends.getOrDefault(photoId, Set.of());
          mustBe(how.size() == 1, "photo " + photoId + " ended " + how.size() + " times: " + how);
          Set<String> planned = plans.getOrDefault(photoId, Set.of());
          mustBe(planned.size() <= 1, "photo " + photoId + " has several plans: " + planned);
        });
    promises
        .photos()
        .values()
        .forEach(photo -> {
          Set<String> how = ends.getOrDefault(photo.photoId(), Set.of());
          mustBe(
              !photo.poison() || !how.contains("retouched"),
              "photo " + photo.photoId() + " cannot be retouched and was");
        });
  }

  private void everyRequestIsOnePhoto() {
    promises
        .photosOfRequest()
        .forEach((key, ids) ->
            mustBe(ids.size() == 1, "request " + key + " was answered with several ids: " + ids));
    photosOfWish.forEach((wish, ids) ->
        mustBe(ids.size() == 1, "the wish '" + wish + "' has become several photos: " + ids));
  }

  private void everyPlanHasOneOutput() {
    hashes.forEach((planId, all) ->
        mustBe(all.size() == 1, "plan " + planId + " has several outputs: " + all));
  }

  private void everyWebhookHasOneId() {
    webhooks.forEach(
        (fact, ids) -> mustBe(ids.size() == 1, "photo " + fact + " has several webhooks: " + ids));
    Set<String> posted = new LinkedHashSet<>();
    for (Sightings.Notice notice : world.sightings().posts()) {
      posted.add(notice.id());
      mustBe(newest.containsKey(notice.id()), "webhook " + notice.id() + " was never scheduled");
    }
    newest.forEach((id, state) ->
        mustBe(
            state.state() != WebhookState.DELIVERED || posted.contains(id),
            "webhook " + id + " counts as delivered and nobody got it"));
  }

  private void everyWebhookHasEnded() {
    ends.forEach((photoId, kinds) ->
        kinds.forEach(kind ->
            mustBe(
                webhooks.containsKey(photoId + " " + kind),
                "nobody was told that photo " + photoId + " was " + kind)));
    newest
        .values()
        .forEach(state ->
            mustBe(
                state.state() != WebhookState.PENDING,
                "webhook " + state.webhookId() + " is pending for ever"));
  }

  private void webhooksStayWithTheirTenant() {
    for (Sightings.Notice notice : world.sightings().posts()) {
      WebhookAttempted told = newest.get(notice.id());
      if (told != null) {
        PhotoUploaded photo = photos.get(told.photoId());
        mustBe(
            photo != null
                && Customers.host(photo.tenant()).equals(notice.host())
                && notice.body().contains(photo.photoId()),
            "webhook " + notice.id() + " went to " + notice.host());
      }
    }
  }

  private void tastesAreTheFoldOfTheTopic() {
    promises
        .verdicts()
        .forEach(
            id -> mustBe(verdicts.contains(id), "verdict " + id + " was taken in and is lost"));
    List<String> differences =
        TasteFold.differences(world.sightings().events(), world.tastes().dump());
    differences.forEach(world.sightings()::violated);
  }

  private void mustBe(boolean so, String otherwise) {
    if (!so) {
      world.sightings().violated(otherwise);
    }
  }
}
