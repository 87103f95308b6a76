package io.tonework.ingest.multipart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
  @TempDir Path folder;

  @Test
  void shouldKeepTheBytesUntilTheFileIsClosed() throws IOException {
    // Given
    Spool spool = new Spool(folder);
    byte[] photo = "abc".getBytes(StandardCharsets.US_ASCII);

    // When
    SpooledFile file = spool.write(new ByteArrayInputStream(photo), 3).orElseThrow();

    // Then
    assertThat(file.sizeBytes()).isEqualTo(3);
    assertThat(file.sha256())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(file.head(2)).containsExactly('a', 'b');
    file.close();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void shouldKeepNothingOfAPhotoThatIsTooLong() throws IOException {
    // Given
    Spool spool = new Spool(folder);

    // When
    Optional<SpooledFile> file = spool.write(new ByteArrayInputStream(new byte[4]), 3);

    // Then
    assertThat(file).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void shouldKeepNothingWhenTheSenderGoesAway() throws IOException {
    // Given
    Spool spool = new Spool(folder);
    InputStream broken =
        new ByteArrayInputStream(new byte[1]) {
          @Override
          public synchronized int read(byte[] target, int offset, int length) {
            throw new UncheckedIOException(new IOException("connection reset"));
          }
        };

    // When, Then
    assertThatThrownBy(() -> spool.write(broken, 3)).hasRootCauseMessage("connection reset");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void shouldSweepOnlyWhatWasAbandoned() throws IOException {
    // Given
    Spool spool = new Spool(folder);
    SpooledFile old = spool.write(new ByteArrayInputStream(new byte[1]), 3).orElseThrow();
    SpooledFile young = spool.write(new ByteArrayInputStream(new byte[1]), 3).orElseThrow();
    Files.setLastModifiedTime(old.path(), FileTime.from(Instant.now().minus(Duration.ofHours(2))));

    // When
    int deleted = spool.sweep(Duration.ofHours(1));

    // Then
    assertThat(deleted).isEqualTo(1);
    assertThat(old.path()).doesNotExist();
    assertThat(young.path()).exists();
  }

  @Test
  void shouldDeleteWhatAKilledProcessLeftAtOnceWhenItStarts(@TempDir Path parent)
      throws IOException {
    // Given the spool of a process that lives no more: nobody holds the lock
    Path killed = Files.createDirectory(parent.resolve("tonework-spool-1"));
    Files.createFile(killed.resolve("in-use.lock"));
    Files.writeString(killed.resolve("tonework-upload-1.part"), "somebody's photo");

    // When
    Spool spool = Spool.ofThisProcess(Optional.of(parent));

    // Then
    assertThat(killed).doesNotExist();
    SpooledFile file = spool.write(new ByteArrayInputStream(new byte[] {1}), 10).orElseThrow();
    assertThat(file.path()).startsWith(parent).exists();
  }
}
