package io.tonework.ingest.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tonework.contracts.Sha256;
import io.tonework.service.problem.Problem;
import io.tonework.service.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The part {@code look} of a form: a {@code .cube} file, or the digest of one that was sent before.
 *
 * @param sha256 of the file, lower-case hex; what was sent in its place when no file was
 * @param source the file; null when only a digest came
 */
record LookPart(String sha256, @Nullable LookSource source) {
  private static final int DIGEST_CHARS = 64;

  /**
   * Reads the part.
   *
   * @throws ProblemException when it is too long, or no look
   */
  static LookPart read(InputStream body) throws IOException {
    byte[] bytes = body.readNBytes(LookFile.MAX_BYTES + 1);
    // with a line break after it; what is nearly a digest is told so, not that it is no table
    if (bytes.length <= DIGEST_CHARS + 2) {
      String text = new String(bytes, StandardCharsets.UTF_8).strip();
      if (text.matches("[0-9A-Fa-f]{32,64}")) {
        return new LookPart(text, null);
      }
    }
    LookFile.check(bytes, "look");
    return new LookPart(Sha256.of(bytes), new LookSource.Sent(bytes));
  }

  /**
   * Puts the digest where a JSON request has it.
   *
   * @throws ProblemException when the request names a look of its own
   */
  void nameIn(ObjectNode request) {
    JsonNode look = request.get("look");
    ObjectNode named =
        look == null || look.isNull()
            ? request.putObject("look")
            : look instanceof ObjectNode object ? object : null;
    if (named == null) {
      return; // no object: the reader of the request says so
    }
    if (named.has("sha256") || named.has("bucket") || named.has("key")) {
      throw new ProblemException(
          Problem.invalid(
              "look",
              null,
              "the form has a part look, and its request names another; leave one out"));
    }
    named.put("sha256", sha256);
  }
}
