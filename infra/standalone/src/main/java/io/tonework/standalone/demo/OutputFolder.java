package io.tonework.standalone.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.tonework.standalone.files.OutputGuard;
import io.tonework.standalone.line.LineClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Where the demo leaves its results: for each photo before, after, plan and look.
 *
 * @param path the folder
 * @param guard knows the photos that are sent, none of which is replaced
 */
record OutputFolder(Path path, OutputGuard guard) {
  private static final Map<String, String> EXTENSIONS =
      Map.of("image/jpeg", "jpg", "image/png", "png", "image/tiff", "tif", "image/webp", "webp");

  /** Makes the folder unless it is there. */
  static OutputFolder at(Path path, OutputGuard guard) throws IOException {
    return new OutputFolder(Files.createDirectories(path.toAbsolutePath().normalize()), guard);
  }

  /** What the services log. */
  Path log() {
    return path.resolve("tonework.log");
  }

  /**
   * Checks that nothing that will be written is one of the photos.
   *
   * @throws IllegalArgumentException when it is
   */
  void check(List<DemoPhoto> photos) throws IOException {
    guard.check(log());
    for (DemoPhoto photo : photos) {
      List<Path> files = new ArrayList<>(List.of(before(photo), plan(photo), look(photo)));
      EXTENSIONS.values().forEach(extension -> files.add(after(photo, extension)));
      files.add(after(photo, photo.extension()));
      for (Path file : files) {
        guard.check(file);
      }
    }
  }

  /**
   * Fetches all that belongs to a finished photo.
   *
   * @param status what the API told of it, with links
   */
  void keep(DemoPhoto photo, JsonNode status, LineClient client)
      throws IOException, InterruptedException {
    guard.write(before(photo), Files.readAllBytes(photo.file()));
    String type = status.path("result").path("contentType").asText();
    String extension = EXTENSIONS.getOrDefault(type, photo.extension());
    JsonNode links = status.path("links");
    guard.write(after(photo, extension), client.download(link(links, "result")));
    guard.write(plan(photo), client.download(link(links, "plan")));
    guard.write(look(photo), client.download(link(links, "lut")));
  }

  private Path before(DemoPhoto photo) {
    return path.resolve(photo.name() + "-before." + photo.extension());
  }

  private Path after(DemoPhoto photo, String extension) {
    return path.resolve(photo.name() + "-after." + extension);
  }

  private Path plan(DemoPhoto photo) {
    return path.resolve(photo.name() + "-plan.json");
  }

  private Path look(DemoPhoto photo) {
    return path.resolve(photo.name() + ".cube");
  }

  private static URI link(JsonNode links, String name) throws IOException {
    if (!links.hasNonNull(name)) {
      throw new IOException("the API gave no link to the " + name + " of a finished photo");
    }
    return URI.create(links.get(name).asText());
  }
}
