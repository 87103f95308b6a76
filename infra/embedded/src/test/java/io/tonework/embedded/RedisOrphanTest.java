package io.tonework.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A process is ended only when it is ours beyond doubt; here it is a real one that sleeps. */
class RedisOrphanTest {
  @TempDir Path folder;

  private Path pidFile;
  private Process process;

  @BeforeEach
  void start() throws IOException {
    pidFile = folder.resolve("redis.pid");
    process = new ProcessBuilder("sleep", "60").start();
  }

  @AfterEach
  void end() {
    process.destroyForcibly();
  }

  private Path itsBinary() {
    return Path.of(process.info().command().orElseThrow());
  }

  @Test
  void shouldEndTheProcessThatRunsTheBinaryOfTheFolder() throws Exception {
    // Given
    Files.writeString(pidFile, process.pid() + "\n");
    // When
    RedisOrphan.stop(pidFile, itsBinary());
    // Then
    assertThat(process.waitFor(1, TimeUnit.SECONDS)).isTrue();
    assertThat(pidFile).doesNotExist();
  }

  @Test
  void shouldLeaveAloneAProcessThatRunsAnotherBinary() throws IOException {
    // Given: the number was given to somebody else
    Path other = Files.createFile(folder.resolve("redis-server"));
    Files.writeString(pidFile, Long.toString(process.pid()));
    // When
    RedisOrphan.stop(pidFile, other);
    // Then
    assertThat(process.isAlive()).isTrue();
    assertThat(pidFile).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "0x10", "99999999999999999999", "12 34", "redis"})
  void shouldTakeNoNumberOutOfAFileThatHoldsNone(String content) throws IOException {
    // Given
    Files.writeString(pidFile, content);
    // When
    RedisOrphan.stop(pidFile, itsBinary());
    // Then
    assertThat(process.isAlive()).isTrue();
    assertThat(pidFile).doesNotExist();
  }

  @Test
  void shouldDoNothingWithoutAFile() throws IOException {
    // When
    RedisOrphan.stop(pidFile, itsBinary());
    // Then
    assertThat(process.isAlive()).isTrue();
  }

  @Test
  void shouldUnpackTheServerOnceAndWhole() throws IOException {
    // When
    Path binary = RedisBinary.unpack(folder);
    Object first = Files.getLastModifiedTime(binary);
    Path again = RedisBinary.unpack(folder);
    // Then
    assertThat(again).isEqualTo(binary).isExecutable();
    assertThat(Files.getLastModifiedTime(again)).isEqualTo(first);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(binary);
    }
  }

  @Test
  void shouldCopyTheServerThatIsNamed() throws IOException {
    // Given
    Path named = Files.writeString(folder.resolve("of-the-system"), "#!/bin/sh");
    System.setProperty(RedisBinary.PROPERTY, named.toString());
    try {
      assertThatThrownBy(() -> RedisBinary.unpack(folder)).hasMessageContaining("is no program");
      assertThat(named.toFile().setExecutable(true)).isTrue();
      // When
      Path binary = RedisBinary.unpack(folder);
      // Then
      assertThat(binary).isExecutable().hasSameTextualContentAs(named).isNotEqualTo(named);
      assertThat(RedisBinary.unpack(folder)).isEqualTo(binary);
    } finally {
      System.clearProperty(RedisBinary.PROPERTY);
    }
  }

  @Test
  void shouldUnpackAnewWhatWasNotMadeExecutable() throws IOException {
    // Given: as after a kill between writing and moving
    Path binary = RedisBinary.unpack(folder);
    Files.delete(binary);
    Files.writeString(binary, "half");
    // When
    RedisBinary.unpack(folder);
    // Then
    assertThat(binary).isExecutable();
    assertThat(Files.size(binary)).isGreaterThan(100_000);
  }

  @ParameterizedTest
  @CsvSource({"-1, 0, 0, kafka", "0, 65536, 0, redis", "0, 0, 70000, s3"})
  void shouldNameThePortThatIsNone(int kafka, int redis, int s3, String name) {
    assertThatThrownBy(() -> new EmbeddedPorts(kafka, redis, s3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the " + name + " port must be 0..65535, not ");
  }

  @Test
  void shouldTakeTheFirstAndTheLastPort() {
    assertThat(new EmbeddedPorts(0, 1, 65_535).s3()).isEqualTo(65_535);
  }
}
