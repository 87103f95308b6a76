package io.tonework.embedded;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryLockTest {
  @TempDir private Path directory;

  @Test
  void shouldNameTheHolderWhenTheDirectoryIsInUse() {
    // Given
    try (DirectoryLock _ = DirectoryLock.acquire(directory)) {
      // When
      assertThatThrownBy(() -> DirectoryLock.acquire(directory))
          // Then
          .isInstanceOf(EmbeddedException.class)
          .hasMessageContaining(directory.toString())
          .hasMessageContaining("process " + ProcessHandle.current().pid())
          .hasMessageContaining("choose another folder");
    }
  }

  @Test
  void shouldTakeALockFileThatIsLeftOver() throws IOException {
    // Given
    Files.writeString(directory.resolve("tonework.lock"), "4711");

    // When
    assertThatCode(() -> DirectoryLock.acquire(directory).close())
        // Then
        .doesNotThrowAnyException();
  }
}
