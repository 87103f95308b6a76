package io.tonework.feedback.webhook;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Lua script that Redis runs atomically; sent as its digest once Redis knows it. Thread-safe. */
final class LuaScript {
  private final String source;
  private final String sha1;

  private LuaScript(String source) {
    this.source = source;
    this.sha1 = sha1(source);
  }

  /** These resources beside this class, one after the other. */
  static LuaScript ofResources(String... names) {
    StringBuilder source = new StringBuilder();
    for (String name : names) {
      source.append(read(name)).append('\n');
    }
    return new LuaScript(source.toString());
  }

  /** Runs it with one key; for a script that answers a number. */
  long integer(RedisCommands<String, String> redis, String key, String... args) {
    Long answer = run(redis, ScriptOutputType.INTEGER, new String[] {key}, args);
    return answer;
  }

  /**
   * Runs it with one key; for a script that answers texts.
   *
   * @return null, or a single null, when it answered false
   */
  @Nullable List<@Nullable String> rows(
      RedisCommands<String, String> redis, String key, String... args) {
    return run(redis, ScriptOutputType.MULTI, new String[] {key}, args);
  }

  @SuppressWarnings("TypeParameterUnusedInFormals") // as Lettuce does: the output type decides it
  private <T> T run(
      RedisCommands<String, String> redis, ScriptOutputType type, String[] keys, String[] args) {
    try {
      return redis.evalsha(sha1, type, keys, args);
    } catch (RedisNoScriptException _) {
      return redis.eval(source, type, keys, args);
    }
  }

  private static String read(String name) {
    try (InputStream in = LuaScript.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks " + name + "; build it again");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }

  private static String sha1(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java platform lacks SHA-1, which it must have", e);
    }
  }
}
