package io.tonework.imaging.codec.process;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The command that starts a codec process: this JVM's own Java, only the jars that a codec needs,
 * found by where their classes came from, and nothing of the environment, which holds keys.
 */
final class ChildCommand {
  private static final Path SHELL = Path.of("/bin/sh");
  private static final String PASSED_ON = "tonework.vips.";

  /** One class of every jar on the child's class path; those that are missing are not needed. */
  private static final List<String> ONE_OF_EACH_JAR =
      List.of(
          "io.tonework.imaging.codec.ImageCodec",
          "org.slf4j.Logger",
          "com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi",
          "com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi",
          "com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi",
          "com.twelvemonkeys.imageio.ImageReaderBase",
          "com.twelvemonkeys.imageio.metadata.Directory",
          "com.twelvemonkeys.lang.StringUtil",
          "com.twelvemonkeys.io.FastByteArrayOutputStream",
          "com.twelvemonkeys.image.ImageUtil");

  private ChildCommand() {}

  /** The builder of such a process. */
  static ProcessBuilder builder(ProcessSettings settings, Path folder) {
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(SHELL)) {
      command.addAll(List.of(SHELL.toString(), "-c", limits(settings), "codec"));
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options(settings));
    command.add(CodecProcess.class.getName());
    command.addAll(new ChildArguments(settings.limits(), settings.formats()).toList());
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().retainAll(Set.of("LD_LIBRARY_PATH", "PATH"));
    environment.put("LC_ALL", "C.UTF-8");
    // libvips spills large pictures to disk; what a killed process leaves goes with its folder
    environment.put("TMPDIR", folder.toString());
    // with an arena for every thread, freed memory stays behind in each of them
    environment.put("MALLOC_ARENA_MAX", "2");
    return builder;
  }

  /** No core dumps; the address space as asked, where this system's shell can limit it. */
  private static String limits(ProcessSettings settings) {
    long kibibytes = settings.addressSpaceBytes() >> 10;
    String space = kibibytes == 0 ? "" : "ulimit -v " + kibibytes + " 2>/dev/null; ";
    return "ulimit -c 0 2>/dev/null; " + space + "exec \"$@\"";
  }

  private static List<String> options(ProcessSettings settings) {
    List<String> options = new ArrayList<>();
    options.add("-Xmx" + (settings.heapBytes() >> 10) + "k");
    options.addAll(
        List.of(
            "-Xms16m",
            "-Xmn8m",
            "-XX:MinHeapFreeRatio=10",
            "-XX:MaxHeapFreeRatio=20",
            "-XX:+UseSerialGC",
            "-XX:CICompilerCount=2",
            "-XX:ReservedCodeCacheSize=64m",
            "-XX:CompressedClassSpaceSize=64m",
            "-XX:-UsePerfData",
            "-XX:-CreateCoredumpOnCrash",
            "-XX:+DisplayVMOutputToStderr",
            "-XX:+ErrorFileToStderr",
            "-Djava.awt.headless=true",
            "-Dslf4j.internal.verbosity=ERROR",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            // the Vector API, once there is enough to do
            "--add-exports=java.base/jdk.internal.module=ALL-UNNAMED"));
    System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.startsWith(PASSED_ON))
        .sorted()
        .forEach(name -> options.add("-D" + name + "=" + System.getProperty(name)));
    options.add("-cp");
    options.add(String.join(File.pathSeparator, classPath()));
    return options;
  }

  private static Set<String> classPath() {
    Set<String> places = new LinkedHashSet<>();
    for (String name : ONE_OF_EACH_JAR) {
      try {
        CodeSource source =
            Class.forName(name, false, ChildCommand.class.getClassLoader())
                .getProtectionDomain()
                .getCodeSource();
        if (source != null) {
          places.add(Path.of(source.getLocation().toURI()).toString());
        }
      } catch (ClassNotFoundException notOnThisClassPath) {
        // this build does without it
      } catch (URISyntaxException | RuntimeException e) {
        throw new IllegalStateException("where " + name + " lies cannot be told", e);
      }
    }
    return places;
  }
}
