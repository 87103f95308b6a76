package io.tonework.feedback.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.tonework.service.binding.StrictJson;
import io.tonework.service.problem.Problem;
import io.tonework.service.problem.ProblemException;
import io.tonework.service.problem.ProblemType;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads a JSON body of bounded length. The limit of the HTTP layer is no help: where ingest lives
 * in the same application, it has the size of photos.
 */
final class JsonBody {
  static final int MAX_BYTES = 64 << 10;

  private JsonBody() {}

  /**
   * The document.
   *
   * @throws ProblemException when it is longer than {@value #MAX_BYTES} bytes, or no JSON object
   */
  static JsonNode read(InputStream body) {
    byte[] bytes = bytes(body);
    if (bytes.length > MAX_BYTES) {
      throw new ProblemException(
          Problem.of(
                  ProblemType.TOO_MANY_BYTES,
                  "the body may have at most " + MAX_BYTES + " bytes; send one verdict at a time")
              .at("body", null)
              .limitedTo(MAX_BYTES));
    }
    return StrictJson.object(bytes);
  }

  private static byte[] bytes(InputStream body) {
    try {
      return body.readNBytes(MAX_BYTES + 1);
    } catch (IOException e) {
      throw ProblemException.bodyCutShort(e);
    }
  }
}
