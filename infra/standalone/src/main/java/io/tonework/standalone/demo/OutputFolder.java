package io.tonework.standalone.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.tonework.standalone.line.LineClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/**
 * Where the demo leaves its results: for each photo before, after, plan and look.
 *
 * @param path the folder
 */
record OutputFolder(Path path) {
  private static final Map<String, String> EXTENSIONS =
      Map.of("image/jpeg", "jpg", "image/png", "png", "image/tiff", "tif", "image/webp", "webp");

  /** Makes the folder unless it is there. */
  static OutputFolder at(Path path) throws IOException {
    return new OutputFolder(Files.createDirectories(path.toAbsolutePath().normalize()));
  }

  /**
   * Fetches all that belongs to a finished photo.
   *
   * @param status what the API told of it, with links
   */
  void keep(DemoPhoto photo, JsonNode status, LineClient client)
      throws IOException, InterruptedException {
    Files.copy(
        photo.file(),
        path.resolve(photo.name() + "-before." + photo.extension()),
        StandardCopyOption.REPLACE_EXISTING);
    String type = status.path("result").path("contentType").asText();
    String extension = EXTENSIONS.getOrDefault(type, photo.extension());
    JsonNode links = status.path("links");
    client.download(link(links, "result"), path.resolve(photo.name() + "-after." + extension));
    client.download(link(links, "plan"), path.resolve(photo.name() + "-plan.json"));
    client.download(link(links, "lut"), path.resolve(photo.name() + ".cube"));
  }

  private static URI link(JsonNode links, String name) throws IOException {
    if (!links.hasNonNull(name)) {
      throw new IOException("the API gave no link to the " + name + " of a finished photo");
    }
    return URI.create(links.get(name).asText());
  }
}
