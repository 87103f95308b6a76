package io.tonework.storage.redis;

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

/**
 * A Lua script that Redis runs as one atomic step; named by its digest once Redis knows it.
 * Thread-safe.
 */
public final class RedisScript {
  private final String source;

  /** The digest by which Redis knows it. */
  private final String sha1;

  private RedisScript(String source) {
    this.source = source;
    this.sha1 = sha1(source);
  }

  /**
   * The script that these resources make, one after the other.
   *
   * @param owner the class beside which they lie
   */
  public static RedisScript load(Class<?> owner, String... resources) {
    StringBuilder source = new StringBuilder();
    for (String resource : resources) {
      source.append(read(owner, resource)).append('\n');
    }
    return new RedisScript(source.toString());
  }

  /** Runs a script that answers 1, which is true, or 0. */
  public boolean isTrue(
      RedisCommands<String, String> redis, List<String> keys, String... arguments) {
    Long answer = run(redis, ScriptOutputType.INTEGER, keys, arguments);
    return answer == 1;
  }

  /**
   * Runs a script that answers texts.
   *
   * @return null, or a single null, when it answered false
   */
  public @Nullable List<@Nullable String> rows(
      RedisCommands<String, String> redis, List<String> keys, String... arguments) {
    return run(redis, ScriptOutputType.MULTI, keys, arguments);
  }

  @SuppressWarnings("TypeParameterUnusedInFormals") // as Lettuce does: the output type decides it
  private <T> T run(
      RedisCommands<String, String> redis,
      ScriptOutputType type,
      List<String> keys,
      String[] arguments) {
    String[] names = keys.toArray(String[]::new);
    try {
      return redis.evalsha(sha1, type, names, arguments);
    } catch (RedisNoScriptException _) {
      // Redis was restarted or is new
      return redis.eval(source, type, names, arguments);
    }
  }

  private static String read(Class<?> owner, String resource) {
    try (InputStream in = owner.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(
            "the jar of " + owner.getName() + " lacks " + resource + "; build it again");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
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
