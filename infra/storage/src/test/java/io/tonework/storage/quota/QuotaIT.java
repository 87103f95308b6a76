package io.tonework.storage.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tonework.contracts.Priority;
import io.tonework.storage.LocalRedis;
import io.tonework.storage.quota.OpenPhotos.Admission;
import io.tonework.storage.quota.OpenPhotos.Most;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class QuotaIT {
  @RegisterExtension static final LocalRedis REDIS = new LocalRedis();

  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final Most FEW = new Most(3, 1);

  private final OpenPhotos open = new OpenPhotos(REDIS.connection());
  private final RequestRates rates = new RequestRates(REDIS.connection());
  private String tenant = "";

  @BeforeEach
  void takeANewTenant() {
    tenant = "t" + Long.toString(System.nanoTime(), 36);
  }

  @Test
  void shouldAdmitPhotosUpToTheQuotaAndInteractiveOnesBeyondTheirOwnAsBulk() {
    assertThat(admit("a", Priority.INTERACTIVE)).isEqualTo(Admission.AS_ASKED);
    assertThat(admit("b", Priority.INTERACTIVE)).isEqualTo(Admission.AS_BULK);
    assertThat(admit("c", Priority.BULK)).isEqualTo(Admission.AS_ASKED);
    assertThat(admit("d", Priority.BULK)).isEqualTo(Admission.REFUSED);
    assertThat(open.count(tenant)).isEqualTo(3);
  }

  @Test
  void shouldAnswerTheSameWhenAPhotoIsAdmittedAgain() {
    // Given
    admit("a", Priority.INTERACTIVE);
    admit("b", Priority.INTERACTIVE);
    admit("c", Priority.BULK);

    // Then
    assertThat(admit("a", Priority.INTERACTIVE)).isEqualTo(Admission.AS_ASKED);
    assertThat(admit("b", Priority.INTERACTIVE)).isEqualTo(Admission.AS_BULK);
    assertThat(open.count(tenant)).isEqualTo(3);
  }

  @Test
  void shouldHaveRoomAgainWhenAPhotoSettlesHoweverOftenThatIsTold() {
    // Given
    admit("a", Priority.INTERACTIVE);
    admit("b", Priority.BULK);

    // When
    open.settle(tenant, "a");
    open.settle(tenant, "a");

    // Then
    assertThat(open.count(tenant)).isEqualTo(1);
    assertThat(admit("c", Priority.INTERACTIVE)).isEqualTo(Admission.AS_ASKED);
  }

  @Test
  void shouldForgetAPhotoWhoseEndWasNeverHeardOf() {
    // Given
    for (String photo : new String[] {"a", "b", "c"}) {
      admit(photo, Priority.BULK);
    }

    // When
    Admission later =
        open.admit(tenant, "d", Priority.BULK, FEW, NOON.plus(OpenPhotos.KEPT).plusMillis(1));

    // Then
    assertThat(later).isEqualTo(Admission.AS_ASKED);
    assertThat(open.count(tenant)).isEqualTo(1);
  }

  @Test
  void shouldCountLikeTheBucketOfOneProcessWhateverTheTimesBetweenRequests() {
    // Given
    TokenBucket local = new TokenBucket(2, 5);
    Random random = new Random(7);
    Instant now = NOON;
    for (int request = 0; request < 60; request++) {
      now = now.plusMillis(random.nextInt(600));

      // When
      Allowance here = local.take(now);
      Allowance shared = rates.take(tenant, 2, 5, now);

      // Then
      assertThat(shared.granted()).isEqualTo(here.granted());
      assertThat(shared.remaining()).isEqualTo(here.remaining());
      assertThat(shared.nextIn()).isCloseTo(here.nextIn(), Duration.ofMillis(2));
    }
  }

  @Test
  void shouldGrantNoMoreInAWindowThanBurstAndRateAllow() {
    // When
    int granted = 0;
    for (int milli = 0; milli < 10_000; milli += 10) {
      granted += rates.take(tenant, 10, 20, NOON.plusMillis(milli)).granted() ? 1 : 0;
    }

    // Then
    assertThat(granted).isCloseTo(20 + 100, within(2));
  }

  private Admission admit(String photo, Priority asked) {
    return open.admit(tenant, photo, asked, FEW, NOON);
  }
}
