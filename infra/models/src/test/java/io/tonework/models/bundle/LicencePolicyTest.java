package io.tonework.models.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LicencePolicyTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"Apache-2.0", "MIT", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "CC-BY-4.0"})
  void shouldAllowWhatPermitsCommercialUse(String licence) {
    assertThat(LicencePolicy.PERMISSIVE_ONLY.allows(licence)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "mit", "MIT ", "Apache-2.0 OR research-only", "CC-BY-NC-4.0", "unknown"})
  void shouldRefuseWhatIsSpeltInAnyOtherWay(String licence) {
    assertThat(LicencePolicy.PERMISSIVE_ONLY.allows(licence)).isFalse();
  }

  @Test
  void shouldAcceptExactlyTheOneThatTheOperatorNames() {
    // Given
    LicencePolicy policy = new LicencePolicy(Set.of("CC-BY-NC-4.0"));
    // When
    // Then
    assertThat(policy.allows("CC-BY-NC-4.0")).isTrue();
    assertThat(policy.allows("CC-BY-NC-SA-4.0")).isFalse();
    assertThat(policy.refusal("GPL-3.0"))
        .contains("'GPL-3.0' is not accepted")
        .contains("tonework.models.accept-licences");
  }
}
