package io.tonework.ingest.multipart;

import io.tonework.contracts.Sha256;
import io.tonework.imaging.scratch.ScratchFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/** The folder where photos lie while their request is served. Thread-safe. */
public final class Spool {
  private static final String PREFIX = "tonework-upload-";

  private static final String KIND = "tonework-spool-";
  // of versions that wrote into the folder itself
  private static final Duration ABANDONED = Duration.ofDays(1);

  private final Path folder;

  /** A spool in that folder, which is made if need be. */
  public Spool(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  /**
   * A spool of this process alone; what a process that was killed left in another is deleted.
   *
   * @param parent holds it, made if need be; absent for the system's temporary folder, where a name
   *     that can be guessed is one that others can take first
   */
  public static Spool ofThisProcess(Optional<Path> parent) throws IOException {
    if (parent.isEmpty()) {
      return new Spool(ScratchFolder.make(KIND).path());
    }
    new Spool(parent.get()).sweep(ABANDONED);
    return new Spool(ScratchFolder.make(parent.get(), KIND).path());
  }

  /**
   * Writes a stream to a new file. Empty as soon as more than {@code maxBytes} came; then, as after
   * an exception, nothing stays behind.
   */
  public Optional<SpooledFile> write(InputStream in, long maxBytes) throws IOException {
    Path path = Files.createTempFile(folder, PREFIX, ".part");
    boolean complete = false;
    try (OutputStream out = Files.newOutputStream(path)) {
      MessageDigest digest = Sha256.digest();
      byte[] chunk = new byte[64 * 1024];
      long written = 0;
      for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
        written += count;
        if (written > maxBytes) {
          return Optional.empty();
        }
        digest.update(chunk, 0, count);
        out.write(chunk, 0, count);
      }
      complete = true;
      return Optional.of(new SpooledFile(path, written, HexFormat.of().formatHex(digest.digest())));
    } finally {
      if (!complete) {
        Files.deleteIfExists(path);
      }
    }
  }

  /** Deletes what a process that was killed left behind that long ago; returns how many files. */
  public int sweep(Duration olderThan) throws IOException {
    Instant before = Instant.now().minus(olderThan);
    int deleted = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, PREFIX + "*.part")) {
      for (Path file : files) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(before)
            && Files.deleteIfExists(file)) {
          deleted++;
        }
      }
    }
    return deleted;
  }
}
