package io.tonework.ingest.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.tonework.contracts.ObjectId;
import org.junit.jupiter.api.Test;

class SequencersTest {
  private static final ObjectId KEY = new ObjectId("b", "k");

  @Test
  void shouldTellThatANewerNotificationWasHandled() {
    // Given
    Sequencers sequencers = new Sequencers(10);
    sequencers.handled(KEY, "00AB");

    // When, Then
    assertThat(sequencers.isOvertaken(KEY, "00AA")).isTrue();
    assertThat(sequencers.isOvertaken(KEY, "00AC")).isFalse();
    assertThat(sequencers.isOvertaken(KEY, "00AB")).isFalse();
    assertThat(sequencers.isOvertaken(new ObjectId("b", "other"), "00AA")).isFalse();
  }

  @Test
  void shouldKeepTheNewestWhenAnOlderOneIsHandledLater() {
    // Given
    Sequencers sequencers = new Sequencers(10);
    sequencers.handled(KEY, "00AB");

    // When
    sequencers.handled(KEY, "00AA");

    // Then
    assertThat(sequencers.isOvertaken(KEY, "00AA")).isTrue();
  }

  @Test
  void shouldCompareAsHexadecimalPaddedOnTheRight() {
    assertThat(Sequencers.compare("0055AED6DCD90281E5", "0055aed6dcd90281e5")).isZero();
    assertThat(Sequencers.compare("1", "10")).isZero();
    assertThat(Sequencers.compare("2", "10")).isPositive();
    assertThat(Sequencers.compare("0F", "1")).isNegative();
  }

  @Test
  void shouldForgetTheKeysSeenLongestAgo() {
    // Given
    Sequencers sequencers = new Sequencers(2);
    sequencers.handled(KEY, "FF");

    // When
    sequencers.handled(new ObjectId("b", "2"), "FF");
    sequencers.handled(new ObjectId("b", "3"), "FF");

    // Then
    assertThat(sequencers.isOvertaken(KEY, "00")).isFalse();
    assertThat(sequencers.isOvertaken(new ObjectId("b", "3"), "00")).isTrue();
  }
}
