package io.tonework.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tonework.storage.redis.RedisSettings;
import java.net.URI;
import org.junit.jupiter.api.Test;

class S3SettingsTest {
  @Test
  void shouldKeepTheSecretOutOfItsText() {
    // When
    String text =
        new S3Settings(
                URI.create("http://s3"),
                "eu-central-1",
                "key",
                "hush",
                true,
                "photos",
                null,
                S3Effort.DEFAULT)
            .toString();

    // Then
    assertThat(text).contains("http://s3", "photos").doesNotContain("hush");
  }

  @Test
  void shouldRefuseHalfACredential() {
    assertThatThrownBy(() ->
            new S3Settings(null, "eu-central-1", "key", null, false, "b", null, S3Effort.DEFAULT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("belong together");
  }

  @Test
  void shouldKeepThePasswordOutOfRedisSettings() {
    assertThat(RedisSettings.of(URI.create("redis://user:hush@cache:6380")).toString())
        .contains("cache:6380")
        .doesNotContain("hush");
  }

  @Test
  void shouldRefuseAnAddressThatIsNoRedis() {
    assertThatThrownBy(() -> RedisSettings.of(URI.create("http://cache:6379")))
        .hasMessageContaining("redis://");
  }
}
