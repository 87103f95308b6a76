package io.tonework.storage;

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

/**
 * A Lua script that Redis runs as one atomic step; sent once, then named by its digest.
 *
 * @param source the script
 * @param sha1 its digest as Redis computes it
 */
record RedisScript(String source, String sha1) {
  /** The script of that resource beside this class. */
  static RedisScript load(String resource) {
    try (InputStream in = RedisScript.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the storage jar lacks " + resource);
      }
      byte[] source = in.readAllBytes();
      byte[] digest = MessageDigest.getInstance("SHA-1").digest(source);
      return new RedisScript(
          new String(source, StandardCharsets.UTF_8), HexFormat.of().formatHex(digest));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java platform lacks SHA-1, which it must have", e);
    }
  }

  /** Runs it; its answer 1 is true, 0 is false. */
  boolean run(RedisCommands<String, String> redis, String[] keys, String... arguments) {
    Long answer;
    try {
      answer = redis.evalsha(sha1, ScriptOutputType.INTEGER, keys, arguments);
    } catch (RedisNoScriptException unknown) {
      // Redis was restarted or is new
      answer = redis.eval(source, ScriptOutputType.INTEGER, keys, arguments);
    }
    return answer != null && answer == 1;
  }
}
