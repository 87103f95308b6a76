package io.tonework.standalone;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Names of files on the command line whose bytes are no text. The JVM replaces such bytes, and the
 * file could not be found any more; where the system keeps the command line, its bytes are taken
 * from there and written as a {@code file:} URI.
 */
final class ArgumentBytes {
  private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

  private ArgumentBytes() {}

  /** The arguments, those that name a file by bytes that are no text as its URI. */
  static String[] restored(String[] arguments) {
    if (String.join("", arguments).indexOf('\uFFFD') < 0 || !Files.isReadable(COMMAND_LINE)) {
      return arguments;
    }
    try {
      return restored(arguments, Files.readAllBytes(COMMAND_LINE), Path.of(""));
    } catch (IOException e) {
      return arguments; // the file will not be found, and that is said
    }
  }

  /**
   * As {@link #restored(String[])}.
   *
   * @param commandLine of the whole process, each word ended by a zero
   * @param here what relative names are relative to
   */
  static String[] restored(String[] arguments, byte[] commandLine, Path here) {
    List<byte[]> words = words(commandLine);
    int first = words.size() - arguments.length;
    String[] restored = arguments.clone();
    for (int i = Math.max(0, -first); i < arguments.length; i++) {
      byte[] word = words.get(first + i);
      if (arguments[i].indexOf('\uFFFD') >= 0
          && new String(word, StandardCharsets.UTF_8).equals(arguments[i])) {
        URI uri = uri(word, here);
        if (Files.exists(Path.of(uri)) || namesAnOutput(arguments, i)) {
          restored[i] = uri.toString();
        }
      }
    }
    return restored;
  }

  /** A text of another option may be anything, and stays what it is. */
  private static boolean namesAnOutput(String[] arguments, int i) {
    return i > 0 && List.of("-o", "--output", "--report").contains(arguments[i - 1]);
  }

  private static List<byte[]> words(byte[] commandLine) {
    List<byte[]> words = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < commandLine.length; i++) {
      if (commandLine[i] == 0) {
        words.add(Arrays.copyOfRange(commandLine, start, i));
        start = i + 1;
      }
    }
    return words;
  }

  private static URI uri(byte[] name, Path here) {
    StringBuilder uri = new StringBuilder("file://");
    if (name.length == 0 || name[0] != '/') {
      String folder = here.toAbsolutePath().toUri().getRawPath();
      uri.append(folder.endsWith("/") ? folder : folder + "/");
    }
    for (byte each : name) {
      boolean plain = each > 0 && (Character.isLetterOrDigit(each) || each == '/' || each == '.');
      uri.append(plain ? String.valueOf((char) each) : "%%%02X".formatted(each));
    }
    return URI.create(uri.toString());
  }
}
