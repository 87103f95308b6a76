package io.tonework.service.quota;

import static org.assertj.core.api.Assertions.assertThat;

import io.tonework.service.tenants.Quota;
import io.tonework.storage.quota.Allowance;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateLimitHeadersTest {
  private static final Quota QUOTA = new Quota(2.5, 10, 500, 20);

  @Test
  void shouldTellThePolicyAsStructuredFields() {
    assertThat(RateLimitHeaders.policyOfRequests(QUOTA)).isEqualTo("\"requests\";q=10;w=4");
    assertThat(RateLimitHeaders.policyOfOpenPhotos(QUOTA))
        .isEqualTo("\"open-photos\";q=500;qu=\"concurrent-photos\"");
  }

  @Test
  void shouldTellWhatIsLeftWithTimesRoundedUp() {
    // Given
    Allowance allowance = new Allowance(false, 0, Duration.ofMillis(401), Duration.ofMillis(3_001));

    // Then
    assertThat(RateLimitHeaders.requests(allowance)).isEqualTo("\"requests\";r=0;t=4");
    assertThat(RateLimitHeaders.seconds(allowance.nextIn())).isEqualTo(1);
    assertThat(RateLimitHeaders.openPhotos(-3)).isEqualTo("\"open-photos\";r=0");
  }
}
