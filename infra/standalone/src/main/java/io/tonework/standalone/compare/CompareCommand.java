package io.tonework.standalone.compare;

import io.tonework.contracts.ContractsJson;
import io.tonework.imaging.ImageCodecs;
import io.tonework.imaging.compare.ComparisonSheet;
import io.tonework.imaging.compare.ComparisonSheet.Options;
import io.tonework.imaging.compare.ComparisonSheet.Sheet;
import io.tonework.imaging.compare.DifferenceKind;
import io.tonework.imaging.compare.PictureDifference;
import io.tonework.standalone.files.FileName;
import io.tonework.standalone.files.OutputGuard;
import io.tonework.standalone.files.WholeFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tonework compare}: two photographs side by side, and where and how far they differ. */
@Command(
    name = "compare",
    description =
        "Draws two photos side by side with a map of their differences, and measures how far they"
            + " lie apart. They may differ in format, colour profile, orientation and size, not in"
            + " shape; they are compared upright, in sRGB, at 8 bits.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class CompareCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "BEFORE", description = "A photo.")
  private Path before;

  @Parameters(index = "1", paramLabel = "AFTER", description = "The same, made differently.")
  private Path after;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "OUT.png",
      required = true,
      description = "Where the picture of the comparison goes.")
  private Path output;

  @Option(
      names = "--split",
      description = "One frame, its left half before and its right half after, instead of two.")
  private boolean split;

  @Option(
      names = "--difference",
      description =
          "What the map shows, ${COMPLETION-CANDIDATES}: the colour difference CIEDE2000, or the"
              + " largest difference of a channel. Default: ${DEFAULT-VALUE}.")
  private DifferenceKind kind = DifferenceKind.DE2000;

  @Option(
      names = "--scale",
      paramLabel = "VALUE",
      description = "The difference shown brightest. Default: what suits the pictures.")
  private @Nullable Double scale;

  @Option(
      names = "--panel",
      paramLabel = "PIXELS",
      description = "Longer side of a panel. Default: ${DEFAULT-VALUE}.")
  private int panel = 1000;

  @Option(names = "--report", paramLabel = "FILE", description = "Writes the figures as JSON.")
  private @Nullable Path report;

  @Override
  public Integer call() throws IOException {
    OutputGuard _ =
        new OutputGuard().reads(List.of(before, after)).writes(output).writesReport(report);
    Options options = new Options(panel, split, kind, scale);
    PhotoPair pair = PhotoPair.read(before, after, ImageCodecs.best());
    Sheet sheet =
        ComparisonSheet.of(pair.before(), name(before), pair.after(), name(after), options);
    WholeFile.write(output, png(sheet));
    Report figures =
        new Report(
            FileName.text(before),
            FileName.text(after),
            pair.before().width(),
            pair.before().height(),
            pair.notes(),
            sheet.difference());
    if (report != null) {
      WholeFile.write(
          report,
          ContractsJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(figures));
    }
    tell(figures, sheet.labelled());
    return 0;
  }

  /**
   * The figures for programs.
   *
   * @param widthPixels at which the two were compared
   * @param heightPixels at which the two were compared
   * @param notes what had to be done to them first
   */
  private record Report(
      String before,
      String after,
      int widthPixels,
      int heightPixels,
      List<String> notes,
      PictureDifference difference) {}

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  private static byte[] png(Sheet sheet) throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(sheet.image(), "png", png);
    return png.toByteArray();
  }

  private void tell(Report figures, boolean labelled) {
    PrintWriter err = spec.commandLine().getErr();
    figures.notes().forEach(note -> err.println("note: " + note));
    if (!labelled) {
      err.println("note: the picture has no labels, since this machine has no fonts");
    }
    err.flush();
    PictureDifference d = figures.difference();
    PrintWriter out = spec.commandLine().getOut();
    out.printf(Locale.ROOT, "%s%n", FileName.shown(output));
    out.printf(
        Locale.ROOT,
        "  compared at       %d x %d%n",
        figures.widthPixels(),
        figures.heightPixels());
    out.printf("  PSNR              %s%n", number(d.psnrDb(), "%.2f dB", "equal pictures"));
    out.printf("  SSIM              %s%n", number(d.ssim(), "%.5f", "too small"));
    out.printf(
        Locale.ROOT,
        "  dE00              mean %.3f, 95%% below %.2f, max %.2f%n",
        d.deltaE2000Mean(),
        d.deltaE2000P95(),
        d.deltaE2000Max());
    out.printf(Locale.ROOT, "  largest channel   %d of 255%n", d.largestChannelDifference());
    out.printf(Locale.ROOT, "  different pixels  %.3f%%%n", 100 * d.differentPixels());
    out.flush();
  }

  private static String number(@Nullable Double value, String format, String otherwise) {
    return value == null ? otherwise : String.format(Locale.ROOT, format, value);
  }
}
