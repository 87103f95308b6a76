package io.tonework.storage.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tonework.storage.LocalRedis;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisScriptIT {
  @RegisterExtension static final LocalRedis REDIS = new LocalRedis();

  private final RedisConnection redis = REDIS.connection();

  @Test
  void shouldJoinResourcesIntoOneScript() {
    // Given
    RedisScript script = RedisScript.load(RedisScriptIT.class, "join-head.lua", "join-tail.lua");

    // When
    @Nullable List<@Nullable String> rows =
        redis.call("join", it -> script.rows(it, List.of("key"), "first", "second"));

    // Then
    assertThat(rows).containsExactly("key", "first|second");
  }

  @Test
  void shouldRunAgainWhenRedisForgotTheScript() {
    // Given
    RedisScript script = RedisScript.load(RedisScriptIT.class, "is-first.lua");
    List<String> keys = List.of("forgotten");
    assertThat(redis.<Boolean>call("first", it -> script.isTrue(it, keys, "a"))).isTrue();

    // When
    redis.call("forget", it -> it.scriptFlush());

    // Then
    assertThat(redis.<Boolean>call("second", it -> script.isTrue(it, keys, "b"))).isFalse();
    assertThat(redis.<String>call("read", it -> it.get("forgotten"))).isEqualTo("a");
  }

  @Test
  void shouldNameTheResourceThatIsMissing() {
    assertThatThrownBy(() -> RedisScript.load(RedisScriptIT.class, "nowhere.lua"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("nowhere.lua")
        .hasMessageContaining(RedisScriptIT.class.getName());
  }
}
