package io.tonework.ingest.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.tonework.contracts.ContractsJson;
import io.tonework.contracts.Priority;
import io.tonework.contracts.RetouchRequest;
import io.tonework.contracts.identity.TenantName;
import io.tonework.ingest.request.PhotoRequest;
import io.tonework.service.tenants.Quota;
import io.tonework.service.tenants.Tenant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrgencyTest {
  @ParameterizedTest
  @CsvSource({
    // asked, many, the most that the tenant may, what it becomes
    ",            false, INTERACTIVE, INTERACTIVE",
    ",            true,  INTERACTIVE, BULK",
    "INTERACTIVE, true,  INTERACTIVE, INTERACTIVE",
    "BULK,        false, INTERACTIVE, BULK",
    "INTERACTIVE, false, BULK,        BULK",
    ",            false, BULK,        BULK",
  })
  void shouldDecideByRequestThenByNumberWithinWhatTheTenantMay(
      @Nullable Priority asked, boolean many, Priority most, Priority expected) {
    // Given
    RetouchRequest request = RetouchRequest.auto();
    PhotoRequest wish =
        new PhotoRequest("anna", asked == null ? request : request.with(asked), null);

    // When
    PhotoRequest decided = new Urgency(tenant(most), many).of(wish);

    // Then
    assertThat(decided.retouch().urgency()).isEqualTo(expected);
    assertThat(decided.user()).isEqualTo("anna");
  }

  @Test
  void shouldLeaveTheEventAsItAlwaysWasWhenAPhotoComesAlone() {
    // Given
    PhotoRequest wish = new PhotoRequest(null, RetouchRequest.auto(), null);

    // When
    PhotoRequest decided = new Urgency(tenant(Priority.INTERACTIVE), false).of(wish);

    // Then
    assertThat(ContractsJson.write(decided.retouch())).doesNotContain("priority");
  }

  private static Tenant tenant(Priority most) {
    return new Tenant(
        new TenantName("acme"), List.of(), null, List.of(), null, most, Quota.AMPLE, List.of());
  }
}
