package io.tonework.standalone.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.tonework.models.installed.ModelsConfig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BundlesTest {
  @Test
  void shouldNameTheChannelWhoseBundleIsAbsent() {
    // Given
    ModelsConfig config =
        config(
            Map.of(
                "tonework.models.candidate", "compact@9.9.9",
                "tonework.models.candidate-percent", "10"));

    // When
    Finding last = Bundles.findings(config, config.installed()).getLast();

    // Then
    assertThat(last.state()).isEqualTo(Finding.State.BROKEN);
    assertThat(last.detail()).contains("'compact@9.9.9' is not installed");
    assertThat(last.remedy()).contains("tonework.models.bundles");
  }

  @Test
  void shouldNoteAFolderThatIsNotThere() {
    // Given
    ModelsConfig config = config(Map.of("tonework.models.bundles", "/no/such/folder"));

    // When
    List<Finding> findings = Bundles.findings(config, config.installed());

    // Then
    assertThat(findings)
        .anyMatch(each ->
            each.state() == Finding.State.LACKING && each.detail().contains("/no/such/folder"));
    assertThat(findings.getLast().state()).isEqualTo(Finding.State.GOOD);
  }

  private static ModelsConfig config(Map<String, String> properties) {
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .withMapping(ModelsConfig.class)
        .withSources(new PropertiesConfigSource(properties, "test", 100))
        .build()
        .getConfigMapping(ModelsConfig.class);
  }
}
