package io.tonework.standalone.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtProvider;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

/** What the doctor says of a GPU, whatever the machine of the test has. */
class GraphicsTest {
  @Test
  void shouldBeContentWhenThereIsNoCard() {
    // When
    Finding finding = Graphics.gpu(false, GraphicsTest::brokenLibrary);

    // Then
    assertThat(finding.state()).isEqualTo(Finding.State.GOOD);
  }

  @Test
  void shouldNameTheBuildToMakeWhenTheCardIsNotUsed() {
    // When
    Finding finding = Graphics.gpu(true, () -> EnumSet.of(OrtProvider.CPU));

    // Then
    assertThat(finding.state()).isEqualTo(Finding.State.LACKING);
    assertThat(finding.remedy()).contains("-Pcuda");
  }

  @Test
  void shouldNotFailWhenTheRuntimeDoesNotLoad() {
    // When
    Finding finding = Graphics.gpu(true, GraphicsTest::brokenLibrary);

    // Then
    assertThat(finding.state()).isEqualTo(Finding.State.LACKING);
    assertThat(finding.detail()).contains("no library for this platform");
    assertThat(finding.remedy()).isNotEmpty();
  }

  private static EnumSet<OrtProvider> brokenLibrary() {
    throw new UnsatisfiedLinkError("no library for this platform");
  }
}
