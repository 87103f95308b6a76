package io.tonework.standalone.files;

import io.tonework.contracts.ObjectId;
import io.tonework.contracts.RegionMask;
import io.tonework.contracts.RequestedRegion;
import io.tonework.contracts.Sha256;
import io.tonework.contracts.Sliders;
import io.tonework.imaging.region.MaskFile;
import io.tonework.imaging.region.UnusableMask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Stack;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * {@code --region NAME=MASK.png --params FILE}, as often as there are regions: sliders that follow
 * a region are its own, sliders before any region are the photo's.
 */
final class RegionOptions {
  private final List<Given> regions = new ArrayList<>();
  private @Nullable Path params;

  /** One region as it was given; its sliders may still follow. */
  private static final class Given {
    final String name;
    final Path mask;
    @Nullable Path params;

    Given(String name, Path mask) {
      this.name = name;
      this.mask = mask;
    }
  }

  /** The sliders of the photo; null when none were given. */
  @Nullable Path params() {
    return params;
  }

  /** Every file that these options name. */
  List<Path> files() {
    List<Path> files = new ArrayList<>();
    if (params != null) {
      files.add(params);
    }
    for (Given region : regions) {
      files.add(region.mask);
      if (region.params != null) {
        files.add(region.params);
      }
    }
    return files;
  }

  /** Reads a file of sliders. */
  @FunctionalInterface
  interface SlidersReader {
    /** The sliders of the file. */
    Sliders read(Path file) throws IOException;
  }

  /**
   * The regions with their masks and sliders read.
   *
   * @throws IOException when a file cannot be read or used; the message names it
   * @throws IllegalArgumentException when a region sets nothing
   */
  List<RequestedRegion> read(SlidersReader reader) throws IOException {
    List<RequestedRegion> read = new ArrayList<>();
    for (Given region : regions) {
      if (region.params == null) {
        throw new IllegalArgumentException(
            "--region %s has no sliders; let --params FILE follow it".formatted(region.name));
      }
      Sliders sliders = reader.read(region.params);
      read.add(new RequestedRegion(region.name, mask(region), sliders));
    }
    return read;
  }

  /** Small masks go into the plan; others are named by it, with their digest. */
  private static RegionMask mask(Given region) throws IOException {
    byte[] file = SmallFile.read(region.mask, MaskFile.MAX_BYTES);
    try {
      MaskFile.check(file);
    } catch (UnusableMask e) {
      throw new IOException("'" + region.mask + "': " + e.getMessage(), e);
    }
    if (file.length <= RegionMask.MAX_INLINE_BYTES) {
      return RegionMask.inline(file);
    }
    String path = region.mask.toAbsolutePath().normalize().toString();
    return RegionMask.stored(new ObjectId(LocalMasks.BUCKET, path), Sha256.of(file));
  }

  private static RegionOptions of(CommandSpec command) {
    return ((RetouchCommand) command.userObject()).regionOptions();
  }

  private static String pop(Stack<String> arguments, ArgSpec option, CommandSpec command) {
    if (arguments.isEmpty()) {
      throw new ParameterException(
          command.commandLine(), "Missing required parameter for option " + option);
    }
    return arguments.pop();
  }

  /** Reads the argument of {@code --region}. */
  static final class RegionConsumer implements IParameterConsumer {
    @Override
    public void consumeParameters(Stack<String> arguments, ArgSpec option, CommandSpec command) {
      String argument = pop(arguments, option, command);
      int equals = argument.indexOf('=');
      if (equals < 1 || equals == argument.length() - 1) {
        throw new ParameterException(
            command.commandLine(),
            "--region takes NAME=MASK.png, such as sky=sky.png, not '" + argument + "'");
      }
      String name = argument.substring(0, equals);
      try {
        RequestedRegion.checkName(name);
      } catch (IllegalArgumentException e) {
        throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
      }
      of(command).regions.add(new Given(name, Path.of(argument.substring(equals + 1))));
    }
  }

  /** Reads the argument of {@code --params}: of the region before it, or of the photo. */
  static final class ParamsConsumer implements IParameterConsumer {
    @Override
    public void consumeParameters(Stack<String> arguments, ArgSpec option, CommandSpec command) {
      Path file = Path.of(pop(arguments, option, command));
      RegionOptions options = of(command);
      if (options.regions.isEmpty()) {
        requireFirst(options.params, "the photo", command);
        options.params = file;
      } else {
        Given region = options.regions.getLast();
        requireFirst(region.params, "region " + region.name, command);
        region.params = file;
      }
    }

    private static void requireFirst(@Nullable Path earlier, String owner, CommandSpec command) {
      if (earlier != null) {
        throw new ParameterException(
            command.commandLine(),
            "--params was given twice for "
                + owner
                + "; the photo's come before any --region, a region's after its own");
      }
    }
  }
}
