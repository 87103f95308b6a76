package io.tonework.ingest.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tonework.service.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer for several photos, in the order of the request.
 *
 * @param photos an entry for each
 */
public record TakenBatch(List<Entry> photos) {
  /**
   * What became of one photo: either {@code photo} or {@code problem}.
   *
   * @param index its place in the request, from 0
   * @param filename the sender's name for it, if it came with one
   * @param status the HTTP status that it would have had alone
   * @param photo the photo that was taken
   * @param problem why it was not
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Entry(
      int index,
      @Nullable String filename,
      int status,
      @Nullable TakenPhoto photo,
      @Nullable Problem problem) {}
}
