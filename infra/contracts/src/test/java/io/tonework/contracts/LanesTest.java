package io.tonework.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class LanesTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final ObjectId OBJECT = new ObjectId("tonework", "plans/acme/p1.json");

  @Test
  void shouldGoOnTheLaneOfItsPriorityFromTheUploadToTheResult() {
    for (Priority priority : Priority.values()) {
      // Given
      boolean batch = priority == Priority.BULK;
      PhotoUploaded uploaded = photo(RetouchRequest.auto().with(priority));

      // When
      RetouchPlanned planned = planned(uploaded);
      PhotoRetouched retouched = retouched(planned);

      // Then
      assertThat(uploaded.topic()).isEqualTo(batch ? "photo.uploaded.batch" : "photo.uploaded");
      assertThat(planned.topic()).isEqualTo(batch ? "retouch.planned.batch" : "retouch.planned");
      assertThat(retouched.topic()).isEqualTo("photo.retouched");
      assertThat(retouched.urgency()).isEqualTo(priority);
    }
  }

  @Test
  void shouldBeInteractiveWhenAnEventOfAnEarlierBuildNamesNoPriority() {
    assertThat(photo(RetouchRequest.auto()).topic()).isEqualTo(Topics.PHOTO_UPLOADED);
  }

  @Test
  void shouldTellTheBatchLaneFromTheOtherByTheNameOfTheTopic() {
    assertThat(Topics.events())
        .filteredOn(Topics::isBatch)
        .containsExactly(Topics.PHOTO_UPLOADED_BATCH, Topics.RETOUCH_PLANNED_BATCH);
    assertThat(Topics.isBatch(Topics.retry(Topics.PHOTO_UPLOADED_BATCH))).isTrue();
    assertThat(Topics.isBatch(Topics.retry(Topics.PHOTO_UPLOADED))).isFalse();
  }

  private static PhotoUploaded photo(RetouchRequest request) {
    SourceObject source = new SourceObject("inbox", "k.jpg", "e1", 12);
    return new PhotoUploaded("acme", "p1", null, source, request, null, NOON);
  }

  private static RetouchPlanned planned(PhotoUploaded photo) {
    return new RetouchPlanned("acme", "p1", "plan1", OBJECT, photo, "night", Mode.AUTO, "s", NOON);
  }

  private static PhotoRetouched retouched(RetouchPlanned planned) {
    RenderedObject result = new RenderedObject(OBJECT, "image/jpeg", 4, 3, 90, "0".repeat(64));
    return new PhotoRetouched("acme", "p1", "plan1", planned, result, OBJECT, NOON);
  }
}
