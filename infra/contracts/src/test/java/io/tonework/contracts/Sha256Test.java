package io.tonework.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.junit.jupiter.api.Test;

class Sha256Test {
  @Test
  void shouldGiveTheDigestOfTheStandard() {
    // FIPS 180-4's examples
    assertThat(Sha256.of("abc"))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(Sha256.of(new byte[0]))
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  }

  @Test
  void shouldReadTextsAsUtf8() {
    assertThat(Sha256.of("Grün")).isEqualTo(Sha256.of("Grün".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void shouldGiveTheSameInPieces() {
    // Given
    MessageDigest digest = Sha256.digest();

    // When
    digest.update((byte) 'a');
    digest.update((byte) 'b');
    digest.update((byte) 'c');

    // Then
    assertThat(Sha256.of(digest)).isEqualTo(Sha256.of("abc"));
  }
}
