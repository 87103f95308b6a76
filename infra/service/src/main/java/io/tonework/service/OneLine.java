package io.tonework.service;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.regex.Pattern;
import org.jboss.logmanager.ExtLogRecord;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what strangers sent from writing lines of the log: control characters and line breaks of a
 * message, into which the values of its keys are merged, and of what was thrown are written as
 * {@code \\u000a}. Lets every record through. Thread-safe.
 */
@LoggingFilter(name = "one-line")
public final class OneLine implements Filter {
  private static final int MAX_CAUSES = 20;
  private static final Pattern BREAKING = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]");

  @Override
  public boolean isLoggable(LogRecord record) {
    String message = record.getMessage();
    String escaped = escapeNullable(message);
    if (escaped != null && !escaped.equals(message)) {
      if (record instanceof ExtLogRecord styled) {
        styled.setMessage(escaped, styled.getFormatStyle());
      } else {
        record.setMessage(escaped);
      }
    }
    Object @Nullable [] values = record.getParameters();
    if (values != null) {
      @Nullable Object[] harmless = values.clone();
      for (int i = 0; i < harmless.length; i++) {
        if (harmless[i] instanceof CharSequence text) {
          harmless[i] = escape(text.toString());
        }
      }
      record.setParameters(harmless);
    }
    Throwable thrown = record.getThrown();
    if (thrown != null && breaks(thrown)) {
      record.setThrown(new Harmless(thrown));
    }
    return true;
  }

  private static boolean breaks(Throwable thrown) {
    int depth = 0;
    for (Throwable each = thrown; each != null && depth < MAX_CAUSES; each = each.getCause()) {
      if (BREAKING.matcher(each.toString()).find()) {
        return true;
      }
      depth++;
    }
    return false;
  }

  /** Stands for a throwable whose message, or a cause's, would write lines of its own. */
  @SuppressWarnings("OverrideThrowableToString") // the name of the other's class is in it
  private static final class Harmless extends Throwable {
    private static final long serialVersionUID = 1L;

    private final String described;

    Harmless(Throwable original) {
      this(original, 0);
    }

    private Harmless(Throwable original, int depth) {
      super(original.getMessage(), cause(original, depth), false, true);
      described = escape(original.toString());
      setStackTrace(original.getStackTrace());
    }

    private static @Nullable Throwable cause(Throwable original, int depth) {
      Throwable cause = original.getCause();
      return cause == null || depth == MAX_CAUSES ? null : new Harmless(cause, depth + 1);
    }

    @Override
    public String toString() {
      return described;
    }
  }

  private static @Nullable String escapeNullable(@Nullable String text) {
    return text == null ? null : escape(text);
  }

  /** The text with its control characters and line breaks written as {@code \\u000a}. */
  public static String escape(String text) {
    return BREAKING
        .matcher(text)
        .replaceAll(each -> "\\\\u%04x".formatted((int) each.group().charAt(0)));
  }
}
