package io.tonework.simulation.customer;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What customers were promised, and what they know of their photos. */
public final class Promises {
  /**
   * A photo that was taken in.
   *
   * @param tenant whose
   * @param photoId the name that it was given
   * @param poison true when nobody can retouch it
   */
  public record Photo(String tenant, String photoId, boolean poison) {}

  private final Map<String, Photo> photos = new LinkedHashMap<>();
  private final Map<String, Set<String>> photosOfRequest = new HashMap<>();
  private final Set<String> verdicts = new LinkedHashSet<>();
  private int busy;

  void accepted(Photo photo) {
    photos.put(photo.photoId(), photo);
  }

  void answered(String request, String photoId) {
    photosOfRequest.computeIfAbsent(request, _ -> new LinkedHashSet<>()).add(photoId);
  }

  void judged(String feedbackId) {
    verdicts.add(feedbackId);
  }

  void begin() {
    busy++;
  }

  void end() {
    busy--;
  }

  /** True while some customer is not done. */
  public boolean areUnderWay() {
    return busy > 0;
  }

  /** The photos that were taken in. */
  public Map<String, Photo> photos() {
    return photos;
  }

  /** The names that the photo of a request was given, by its Idempotency-Key. */
  public Map<String, Set<String>> photosOfRequest() {
    return photosOfRequest;
  }

  /** The verdicts that were taken in. */
  public Set<String> verdicts() {
    return verdicts;
  }
}
