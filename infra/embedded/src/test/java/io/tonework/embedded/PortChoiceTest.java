package io.tonework.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortChoiceTest {
  @TempDir private Path directory;

  @Test
  void shouldChooseFourDifferentPorts() throws IOException {
    // When
    PortChoice.Chosen chosen = PortChoice.choose(directory, EmbeddedPorts.FREE);

    // Then
    assertThat(
            Set.of(
                chosen.ports().kafka(),
                chosen.ports().redis(),
                chosen.ports().s3(),
                chosen.controller()))
        .hasSize(4)
        .doesNotContain(0);
  }

  @Test
  void shouldTakeLastTimesPortsAgainUnlessSomebodyElseHasThem() throws IOException {
    // Given
    PortChoice.Chosen before = PortChoice.choose(directory, EmbeddedPorts.FREE);
    try (ServerSocket somebody =
        new ServerSocket(before.ports().redis(), 1, InetAddress.ofLiteral("127.0.0.1"))) {
      // When
      PortChoice.Chosen after = PortChoice.choose(directory, EmbeddedPorts.FREE);

      // Then
      assertThat(after.ports().kafka()).isEqualTo(before.ports().kafka());
      assertThat(after.ports().s3()).isEqualTo(before.ports().s3());
      assertThat(after.ports().redis()).isNotEqualTo(somebody.getLocalPort()).isPositive();
    }
  }

  @Test
  void shouldNameTheWantedPortThatIsTaken() throws IOException {
    // Given
    try (ServerSocket somebody = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      int taken = somebody.getLocalPort();

      // When
      assertThatThrownBy(() -> PortChoice.choose(directory, new EmbeddedPorts(taken, 0, 0)))
          // Then
          .isInstanceOf(EmbeddedException.class)
          .hasMessageContaining("port " + taken + " for kafka is taken");
    }
  }

  @Test
  void shouldStartAnewWhenTheRememberedPortsAreCutShort() throws IOException {
    // Given
    Files.writeString(directory.resolve("ports.properties"), "kafka=90");
    Files.writeString(directory.resolve("ports.properties"), "redis=\ns3=x");

    // When
    PortChoice.Chosen chosen = PortChoice.choose(directory, EmbeddedPorts.FREE);

    // Then
    assertThat(chosen.ports().redis()).isPositive();
    assertThat(chosen.ports().s3()).isPositive();
  }
}
