package io.tonework.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.tonework.contracts.ObjectId;
import io.tonework.contracts.ObjectKeys;
import io.tonework.contracts.PhotoUploaded;
import io.tonework.contracts.RegionMask;
import io.tonework.contracts.identity.Sha256Hex;
import io.tonework.contracts.identity.TenantName;
import io.tonework.ingest.Forms;
import io.tonework.ingest.IngestCore;
import io.tonework.ingest.TestPhotos;
import io.tonework.ingest.request.Submission;
import io.tonework.messaging.event.TraceContext;
import io.tonework.service.problem.Problem;
import io.tonework.testkit.TestServers;
import io.tonework.testkit.WithServers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Masks on their way into a real store. */
@WithServers
class KeepMasksIT {
  private static final String TENANT = "mask-acme";
  private static final byte[] MASK = Forms.leftHalf(64, 48);
  private static final String REGIONS =
      "[{\"name\": \"sky\", \"sliders\": {\"Exposure2012\": -30}%s}]";

  private static IngestCore core;

  @TempDir Path folder;

  @BeforeAll
  static void wire(TestServers servers) {
    core = new IngestCore(servers, Map.of(TENANT + ".sources", "take-masks/acme/"));
    core.store.ensureBucket("take-masks");
  }

  @AfterAll
  static void close() {
    core.close();
  }

  private List<ItemOutcome> take(Forms form) throws IOException {
    try (Submission submission = form.read(folder)) {
      return core.takePhotos.take(core.tenant(TENANT), submission, null, TraceContext.fresh());
    }
  }

  private static RegionMask announcedMask(ItemOutcome outcome) {
    assertThat(outcome).isInstanceOf(ItemOutcome.Accepted.class);
    String photoId = ((ItemOutcome.Accepted) outcome).photoId();
    PhotoUploaded event =
        core.announced(TENANT).stream()
            .filter(photo -> photo.photoId().equals(photoId))
            .findFirst()
            .orElseThrow();
    return event.request().regions().getFirst().mask();
  }

  @Test
  void shouldStoreAMaskOnceForAllPhotosOfAForm() throws IOException {
    // Given
    Forms form =
        Forms.withPhoto(1)
            .part("photo", TestPhotos.jpeg(2))
            .part("regions", REGIONS.formatted(""))
            .part("mask.sky", MASK);

    // When
    List<ItemOutcome> outcomes = take(form);

    // Then
    RegionMask first = announcedMask(outcomes.get(0));
    RegionMask second = announcedMask(outcomes.get(1));
    assertThat(second).isEqualTo(first);
    assertThat(first.object())
        .isEqualTo(
            new ObjectId(
                TestServers.BUCKET,
                ObjectKeys.mask(
                    new TenantName(TENANT),
                    new Sha256Hex(Objects.requireNonNull(first.sha256())))));
    assertThat(core.store.get(Objects.requireNonNull(first.object()), 1 << 20)).isEqualTo(MASK);
  }

  @Test
  void shouldPassAMaskOnThatLiesWhereTheTenantMayRead() throws IOException {
    // Given: the worker reads it, so that a batch does not wait for it here
    String place =
        ", \"mask\": {\"bucket\": \"take-masks\", \"key\": \"%s\", \"sha256\": \""
            + "0".repeat(64)
            + "\"}";

    // When
    ItemOutcome own =
        take(Forms.withPhoto(3).part("regions", REGIONS.formatted(place.formatted("acme/sky.png"))))
            .getFirst();
    ItemOutcome others =
        take(Forms.withPhoto(4)
                .part("regions", REGIONS.formatted(place.formatted("globex/sky.png"))))
            .getFirst();

    // Then
    assertThat(announcedMask(own).object()).isEqualTo(new ObjectId("take-masks", "acme/sky.png"));
    assertThat(others).isInstanceOf(ItemOutcome.Refused.class);
    Problem problem = ((ItemOutcome.Refused) others).problem();
    assertThat(problem.status()).isEqualTo(403);
    assertThat(problem.field()).isEqualTo("regions[0].mask");
    assertThat(problem.detail()).contains("take-masks/globex/sky.png");
  }
}
