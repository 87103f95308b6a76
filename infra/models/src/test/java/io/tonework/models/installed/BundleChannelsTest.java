package io.tonework.models.installed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tonework.models.bundle.Bundle;
import io.tonework.models.bundle.LicencePolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleChannelsTest {
  private static final List<String> TENANTS =
      IntStream.range(0, 1000).mapToObj(i -> "tenant-" + i).toList();

  @TempDir private Path folder;
  private InstalledBundles installed;

  @BeforeEach
  void install() throws IOException {
    ManyBundles many = new ManyBundles(folder);
    many.version("1.0.0");
    many.version("2.0.0");
    installed = InstalledBundles.in(List.of(folder), LicencePolicy.PERMISSIVE_ONLY);
  }

  @Test
  void shouldGiveEveryTenantTheStableBundleWhenNoneIsTried() {
    // When
    BundleChannels channels = channels(null, 0, Map.of());

    // Then
    assertThat(TENANTS).allMatch(tenant -> version(channels, tenant).equals("1.0.0"));
    assertThat(channels.all()).hasSize(1);
  }

  @Test
  void shouldTakeTenantsInAndLetNoneGoWhenTheShareGrows() {
    // When
    Set<String> tenth = tried(10);
    Set<String> half = tried(50);

    // Then
    assertThat(tenth.size()).isBetween(60, 140);
    assertThat(half.size()).isBetween(430, 570);
    assertThat(half).containsAll(tenth);
    assertThat(tried(100)).hasSameSizeAs(TENANTS);
    assertThat(tried(0)).isEmpty();
    // the share is the same wherever and whenever it is asked for
    assertThat(tried(10)).isEqualTo(tenth).contains("tenant-12").doesNotContain("tenant-1");
  }

  @Test
  void shouldKeepTheBundleOfATenantWhenItIsPinned() {
    // When
    BundleChannels channels =
        channels(
            "tiny@2.0.0",
            100,
            Map.of("careful", "stable", "curious", "candidate", "fixed", Bundle.SHIPPED));

    // Then
    assertThat(version(channels, "careful")).isEqualTo("1.0.0");
    assertThat(version(channels, "curious")).isEqualTo("2.0.0");
    assertThat(channels.of("fixed").ref().name()).isEqualTo(Bundle.SHIPPED);
    assertThat(version(channels, "another")).isEqualTo("2.0.0");
    assertThat(channels.all()).hasSize(3);
  }

  @Test
  void shouldGiveTheStableBundleWhenATenantWantsTheCandidateAndThereIsNone() {
    assertThat(version(channels(null, 0, Map.of("curious", "candidate")), "curious"))
        .isEqualTo("1.0.0");
  }

  @Test
  void shouldNameWhatIsWrongWhenAChannelHasNoBundle() {
    assertThatThrownBy(() -> channels("tiny@9.0.0", 10, Map.of()))
        .isInstanceOf(BundleMissingException.class)
        .hasMessageContaining("'tiny@9.0.0' is not installed");
    assertThatThrownBy(() -> channels(null, 0, Map.of("acme", "tiny@8.0.0")))
        .isInstanceOf(BundleMissingException.class)
        .hasMessageContaining("'tiny@8.0.0'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> channels(null, 10, Map.of()))
        .withMessageContaining("candidate names no bundle");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> channels("tiny@2.0.0", 101, Map.of()))
        .withMessageContaining("101");
  }

  private Set<String> tried(int percent) {
    BundleChannels channels = channels("tiny@2.0.0", percent, Map.of());
    return TENANTS.stream()
        .filter(tenant -> version(channels, tenant).equals("2.0.0"))
        .collect(Collectors.toSet());
  }

  private BundleChannels channels(
      @Nullable String candidate, int percent, Map<String, String> pins) {
    return BundleChannels.of(installed, "tiny@1.0.0", candidate, percent, pins);
  }

  private static String version(BundleChannels channels, String tenant) {
    return channels.of(tenant).ref().version();
  }
}
