package io.tonework.ingest.multipart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A photo on disk while its request is served; whoever holds it closes it, which deletes it.
 *
 * @param path where it lies
 * @param sizeBytes its length
 * @param sha256 digest of its bytes, lower-case hex
 */
public record SpooledFile(Path path, long sizeBytes, String sha256) implements AutoCloseable {
  /** The first bytes, at most that many. */
  public byte[] head(int maxBytes) {
    try (var in = Files.newInputStream(path)) {
      return in.readNBytes(maxBytes);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read back " + path, e);
    }
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + path, e);
    }
  }
}
