package io.tonework.imaging.scratch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchFolderTest {
  private static final String KIND = "kind-";

  @TempDir private Path parent;

  @Test
  void shouldBeItsOwnersAlone() throws IOException {
    // When
    ScratchFolder folder = ScratchFolder.make(parent, KIND);
    // Then
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.path())))
        .isEqualTo("rwx------");
    folder.delete();
    folder.delete();
    assertThat(folder.path()).doesNotExist();
  }

  @Test
  void shouldDeleteWhatKilledProcessLeftAndNothingElse() throws Exception {
    // Given
    Path killed = abandoned("kind-killed");
    Path living;
    Process other = Holder.start(parent);
    try {
      living = Path.of(other.inputReader().readLine());
      Path fresh = Files.createDirectory(parent.resolve("kind-fresh"));
      Path unlocked = Files.createDirectory(parent.resolve("kind-unlocked"));
      Files.setLastModifiedTime(unlocked, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
      Path foreign = abandoned("other-kind");
      Path target = abandoned("target");
      Path link = Files.createSymbolicLink(parent.resolve("kind-link"), target);
      ScratchFolder own = ScratchFolder.make(parent, KIND);
      // When
      ScratchFolder.sweep(parent, KIND, Instant.now());
      // Then
      assertThat(killed).doesNotExist();
      assertThat(unlocked).doesNotExist();
      assertThat(living).exists();
      assertThat(fresh).exists();
      assertThat(foreign).exists();
      assertThat(target.resolve("in-use.lock")).exists();
      assertThat(link).exists();
      assertThat(own.path()).exists();
    } finally {
      other.destroyForcibly().waitFor();
    }
    // When its process is killed
    ScratchFolder.sweep(parent, KIND, Instant.now());
    // Then
    assertThat(living).doesNotExist();
  }

  private Path abandoned(String name) throws IOException {
    Path folder = Files.createDirectory(parent.resolve(name));
    Files.createFile(folder.resolve("in-use.lock"));
    Files.writeString(Files.createDirectory(folder.resolve("deep")).resolve("photo"), "bytes");
    return folder;
  }

  /** Another process that holds a folder until it is killed. */
  static final class Holder {
    private Holder() {}

    static Process start(Path parent) throws IOException {
      return new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-XX:TieredStopAtLevel=1",
              "-cp",
              System.getProperty("java.class.path"),
              Holder.class.getName(),
              parent.toString())
          .redirectError(ProcessBuilder.Redirect.INHERIT)
          .start();
    }

    public static void main(String[] arguments) throws Exception {
      Path path = ScratchFolder.make(Path.of(arguments[0]), KIND).path();
      // whoever keeps the path alone keeps the folder too; the collector's cleaner comes a little
      // later
      for (int i = 0; i < 5; i++) {
        System.gc();
      }
      System.out.println(path);
      Thread.currentThread().join();
    }
  }
}
