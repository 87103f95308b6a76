package io.tonework.ingest.request;

import io.tonework.contracts.LookRef;
import io.tonework.contracts.Sha256;
import io.tonework.imaging.cube.CubeFile;
import io.tonework.imaging.cube.CubeSyntaxException;
import io.tonework.service.problem.Problem;
import io.tonework.service.problem.ProblemException;
import io.tonework.service.problem.ProblemType;

/** What the {@code .cube} file of a request must be. */
public final class LookFile {
  /** The largest file: 65 nodes an axis take 7.4 MB as this project writes them. */
  public static final int MAX_BYTES = 16 << 20;

  private LookFile() {}

  /**
   * Reads a file as a look, to see whether it is one.
   *
   * @param field what a problem names
   * @throws ProblemException when it is too long, or no look; then the line is named
   */
  public static void check(byte[] file, String field) {
    if (file.length > MAX_BYTES) {
      throw new ProblemException(tooManyBytes(field));
    }
    try {
      CubeFile.read(file);
    } catch (CubeSyntaxException e) {
      throw new ProblemException(Problem.invalid(field, null, String.valueOf(e.getMessage())));
    }
  }

  /**
   * As {@link #check(byte[], String)}, and that it is the one that a request names.
   *
   * @throws ProblemException also when it has another digest
   */
  public static void check(byte[] file, LookRef named, String field) {
    String found = Sha256.of(file);
    if (!found.equals(named.sha256())) {
      throw new ProblemException(
          Problem.invalid(
              field,
              named.sha256(),
              "the file there has the SHA-256 %s, the request names %s; name the one that is meant"
                  .formatted(found, named.sha256())));
    }
    check(file, field);
  }

  /** The problem of a look that is too long. */
  public static Problem tooManyBytes(String field) {
    return Problem.of(
            ProblemType.TOO_MANY_BYTES,
            "a look may have at most %d bytes; export it with 65 nodes an axis or fewer"
                .formatted(MAX_BYTES))
        .at(field, null)
        .limitedTo(MAX_BYTES);
  }
}
