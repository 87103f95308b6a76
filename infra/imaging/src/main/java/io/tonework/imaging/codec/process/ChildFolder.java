package io.tonework.imaging.codec.process;

import io.tonework.imaging.scratch.ScratchFolder;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a codec process works: its temporary files, what it prints, the report of its crash.
 *
 * @param folder the folder, which is the process's alone
 */
record ChildFolder(ScratchFolder folder) {
  private static final int TAIL_BYTES = 1 << 20;
  private static final Pattern SIGNAL = Pattern.compile("#\\s+(SIG\\w+)");
  private static final Pattern FRAME =
      Pattern.compile("Problematic frame:\\R#\\s+(\\S.*)", Pattern.MULTILINE);

  static ChildFolder create() throws IOException {
    return new ChildFolder(ScratchFolder.make("tonework-codec-"));
  }

  /** Where it lies. */
  Path path() {
    return folder.path();
  }

  /** The file of what the process prints. */
  Path errors() {
    return path().resolve("stderr");
  }

  /**
   * How the process ended: by the JVM's own report, which names the signal and the place, else by
   * its exit code and what it printed last.
   */
  String end(int exitCode) {
    String tail = tail();
    Matcher signal = SIGNAL.matcher(tail);
    Matcher frame = FRAME.matcher(tail);
    if (signal.find() && frame.find()) {
      return signal.group(1) + " in " + frame.group(1).strip();
    }
    List<String> lines =
        tail.lines().filter(line -> !line.isBlank() && !line.startsWith("WARNING:")).toList();
    String lastWords = lines.isEmpty() ? "" : "; its last words: " + lines.getLast().strip();
    return ChildEnd.describe(exitCode) + lastWords;
  }

  private String tail() {
    try (var file = new RandomAccessFile(errors().toFile(), "r")) {
      long from = Math.max(0, file.length() - TAIL_BYTES);
      byte[] tail = new byte[(int) (file.length() - from)];
      file.seek(from);
      file.readFully(tail);
      return new String(tail, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  void delete() {
    folder.delete();
  }
}
