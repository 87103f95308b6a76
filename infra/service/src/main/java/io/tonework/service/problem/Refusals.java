package io.tonework.service.problem;

/** The problems of requests that the HTTP layer refuses by a status alone. */
public final class Refusals {
  private Refusals() {}

  /**
   * The problem of that status.
   *
   * @param status 400 to 499
   * @param path of the request, which may be anything
   */
  public static Problem of(int status, String path) {
    String place = Problem.excerpt(path);
    return switch (status) {
      case 404 -> Problem.of(ProblemType.NOT_FOUND, "there is no resource at " + place);
      case 405 -> Problem.of(ProblemType.METHOD_NOT_ALLOWED, place + " does not know this method");
      case 406 ->
          Problem.of(
                  ProblemType.NOT_ACCEPTABLE,
                  place + " has none of the representations that the Accept header asks for")
              .at("Accept", null);
      case 413 -> Problem.of(ProblemType.TOO_MANY_BYTES, "the body exceeds the server's limit");
      case 415 ->
          Problem.of(
                  ProblemType.UNSUPPORTED_FORMAT,
                  place + " does not read a body of this Content-Type")
              .at("Content-Type", null);
      default ->
          Problem.of(ProblemType.MALFORMED_REQUEST, "the request to " + place + " cannot be read");
    };
  }
}
