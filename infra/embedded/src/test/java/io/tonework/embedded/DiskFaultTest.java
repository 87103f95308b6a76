package io.tonework.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskFaultTest {
  @TempDir private Path folder;

  @Test
  void shouldTellWhereHowMuchAndWhatToDoWhenDiskIsFull() {
    for (Throwable fault :
        new Throwable[] {
          new IOException("No space left on device"),
          new FileSystemException("/data/x", null, "No space left on device"),
          new UncheckedIOException(new IOException("Disk quota exceeded")),
          new IllegalStateException("the store failed", new IOException("no space left on device"))
        }) {
      assertThat(DiskFault.full(folder.resolve("not/yet/there"), fault))
          .as(fault.toString())
          .hasValueSatisfying(words ->
              assertThat(words)
                  .contains("the disk of " + folder.resolve("not/yet/there") + " is full (")
                  .containsPattern("[0-9]+ MiB free of [0-9]+ MiB")
                  .contains("free some space there, or choose another folder"));
    }
  }

  @Test
  void shouldTellWhatIsWrongWhenFolderCannotBeWritten() {
    assertThat(DiskFault.words(folder, new AccessDeniedException("x")).orElse(""))
        .contains("may not be written by " + System.getProperty("user.name"));
    assertThat(
            DiskFault.words(folder, new FileSystemException("x", null, "Read-only file system"))
                .orElse(""))
        .contains("can only be read");
    assertThat(DiskFault.words(folder, new FileAlreadyExistsException("x")).orElse(""))
        .contains("is a file and no folder");
  }

  @Test
  void shouldSayNothingWhenFaultIsOfAnotherKind() {
    assertThat(DiskFault.words(folder, new FileNotFoundException("x"))).isEmpty();
    assertThat(DiskFault.full(folder, new AccessDeniedException("x"))).isEmpty();
  }
}
