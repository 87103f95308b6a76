package io.tonework.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;

class OneLineTest {
  @Test
  void shouldWriteOneLineWhateverAValueHolds() {
    // Given
    ExtLogRecord record =
        new ExtLogRecord(
            Level.INFO, "photoId=x\r\n12:00 INFO forged\u0085\u2028\u001b[2J {0}", "a.Class");
    record.setParameters(new Object[] {"a\nb", 7});

    // When
    boolean loggable = new OneLine().isLoggable(record);

    // Then
    assertThat(loggable).isTrue();
    assertThat(record.getMessage())
        .isEqualTo("photoId=x\\u000d\\u000a12:00 INFO forged\\u0085\\u2028\\u001b[2J {0}");
    assertThat(record.getParameters()).containsExactly("a\\u000ab", 7);
  }

  @Test
  void shouldLeaveOtherRecordsAlone() {
    // Given
    LogRecord record = new LogRecord(Level.INFO, "key=größe ✓ text");

    // When
    boolean loggable = new OneLine().isLoggable(record);

    // Then
    assertThat(loggable).isTrue();
    assertThat(record.getMessage()).isEqualTo("key=größe ✓ text");
  }

  @Test
  void shouldWriteWhatWasThrownWithoutLinesOfItsOwn() {
    // Given
    LogRecord record = new LogRecord(Level.WARNING, "failed");
    Throwable cause = new IllegalStateException("key x\n12:00 INFO forged");
    Throwable plain = new IllegalStateException("plain", cause);
    record.setThrown(plain);

    // When
    boolean loggable = new OneLine().isLoggable(record);

    // Then
    assertThat(loggable).isTrue();
    assertThat(record.getThrown()).hasToString(plain.toString());
    assertThat(record.getThrown().getStackTrace()).isEqualTo(plain.getStackTrace());
    assertThat(record.getThrown().getCause())
        .hasToString("java.lang.IllegalStateException: key x\\u000a12:00 INFO forged");
  }

  @Test
  void shouldLeaveWhatWasThrownAloneWhenItIsOneLine() {
    // Given
    LogRecord record = new LogRecord(Level.WARNING, "failed");
    Throwable thrown = new IllegalStateException("plain", new IllegalArgumentException());
    record.setThrown(thrown);

    // When, Then
    assertThat(new OneLine().isLoggable(record)).isTrue();
    assertThat(record.getThrown()).isSameAs(thrown);
  }
}
