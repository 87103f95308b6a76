package io.tonework.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a second process off a data directory.
 *
 * <p>The operating system holds the lock, so it ends with the process however that ends; a lock
 * file that is left behind means nothing. The file tells the holder's process id.
 */
final class DirectoryLock implements AutoCloseable {
  private static final String FILE = "tonework.lock";

  private final FileChannel channel;

  private DirectoryLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Locks the directory, which is made if need be.
   *
   * @throws EmbeddedException when another process, or this one, holds it
   */
  static DirectoryLock acquire(Path directory) {
    try {
      PrivateFolder.make(directory, FILE);
      Path file = directory.resolve(FILE);
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        channel.close();
        throw new EmbeddedException(inUse(directory, file), null);
      }
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(
              Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)),
          0);
      return new DirectoryLock(channel);
    } catch (IOException e) {
      throw new EmbeddedException(
          DiskFault.words(directory, e)
              .orElse(
                  "cannot use "
                      + directory
                      + " for data: "
                      + e
                      + "; choose a folder that can be written"),
          e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException held) {
      // this very process holds it
      return null;
    }
  }

  private static String inUse(Path directory, Path file) throws IOException {
    String pid = Files.readString(file, StandardCharsets.US_ASCII).strip();
    return directory
        + " is in use by "
        + (pid.isEmpty() ? "another process" : "process " + pid)
        + "; stop that one or choose another folder";
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new EmbeddedException("cannot release the data directory: " + e, e);
    }
  }
}
