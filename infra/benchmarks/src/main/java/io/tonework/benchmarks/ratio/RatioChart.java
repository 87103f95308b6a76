package io.tonework.benchmarks.ratio;

import io.tonework.benchmarks.ratio.RatioBenchmark.Ratio;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import javax.imageio.ImageIO;

/** Processors' time a photo against its size, and beside it memory against the photos done. */
final class RatioChart {
  private static final int WIDTH = 1120;
  private static final int HEIGHT = 420;
  private static final int LEFT = 80;
  private static final int TOP = 50;
  private static final int PLOT_WIDTH = 430;
  private static final int PLOT_HEIGHT = 310;
  private static final int STEPS = 4;
  private static final Color[] COLOURS = {
    Color.GRAY, new Color(0xE0, 0x9A, 0x2B), new Color(0x1F, 0x6F, 0xB4)
  };
  private static final Color AIM = new Color(0xC4, 0x3B, 0x3B);

  private final Graphics2D g;
  private final int left;
  private final double mostX;
  private final double mostY;
  private int named;

  private RatioChart(Graphics2D g, int left, double mostX, double mostY) {
    this.g = g;
    this.left = left;
    this.mostX = mostX;
    this.mostY = mostY;
  }

  private record Point(double x, double y) {}

  /** Writes a PNG. */
  static void write(List<Ratio> ratios, Path to) throws IOException {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, WIDTH, HEIGHT);
    cpu(g, ratios);
    memory(g, ratios);
    g.dispose();
    ImageIO.write(image, "png", to.toFile());
  }

  private static void cpu(Graphics2D g, List<Ratio> ratios) {
    RatioChart chart =
        new RatioChart(
            g,
            LEFT,
            most(ratios, Ratio::megapixels),
            most(ratios, it -> Math.max(it.retouch(), it.transcode() * it.retouchAim()) * 1e3));
    chart.axes("processors' time a photo, ms", "megapixels", "%.1f");
    chart.line("retouch, aim", AIM, true, of(ratios, it -> it.transcode() * it.retouchAim()));
    chart.line("retouch", COLOURS[2], false, of(ratios, Ratio::retouch));
    chart.line("render, a new plan each", COLOURS[1], false, of(ratios, Ratio::render));
    chart.line("vips copy", COLOURS[0], false, of(ratios, Ratio::transcode));
  }

  private static void memory(Graphics2D g, List<Ratio> ratios) {
    RatioChart chart =
        new RatioChart(
            g,
            LEFT + WIDTH / 2,
            most(ratios, it -> it.memory().getLast().done()),
            most(ratios, it -> most(it.memory(), RetouchRun.Sample::residentMebibytes)));
    chart.axes("memory of retouch, MiB", "photos done", "%.0f");
    for (int i = 0; i < ratios.size(); i++) {
      chart.line(
          String.format(Locale.ROOT, "%.1f MP", ratios.get(i).megapixels()),
          COLOURS[i % COLOURS.length],
          false,
          ratios.get(i).memory().stream()
              .map(it -> new Point(it.done(), it.residentMebibytes()))
              .toList());
    }
  }

  private static List<Point> of(List<Ratio> ratios, ToDoubleFunction<Ratio> seconds) {
    return ratios.stream()
        .map(it -> new Point(it.megapixels(), seconds.applyAsDouble(it) * 1e3))
        .toList();
  }

  private static <T> double most(List<T> all, ToDoubleFunction<T> value) {
    return all.stream().mapToDouble(value).max().orElse(1);
  }

  private void axes(String title, String across, String format) {
    g.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 14));
    g.setColor(Color.BLACK);
    g.drawString(title, left, TOP - 18);
    g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
    for (int i = 0; i <= STEPS; i++) {
      int y = TOP + PLOT_HEIGHT - i * PLOT_HEIGHT / STEPS;
      int x = left + i * PLOT_WIDTH / STEPS;
      g.setColor(new Color(0xDD, 0xDD, 0xDD));
      g.drawLine(left, y, left + PLOT_WIDTH, y);
      g.setColor(Color.DARK_GRAY);
      String label = String.format(Locale.ROOT, "%.0f", mostY * i / STEPS);
      g.drawString(label, left - 8 - g.getFontMetrics().stringWidth(label), y + 4);
      g.drawString(
          String.format(Locale.ROOT, format, mostX * i / STEPS), x - 8, TOP + PLOT_HEIGHT + 18);
    }
    g.drawString(across, left + PLOT_WIDTH / 2 - 40, TOP + PLOT_HEIGHT + 38);
  }

  private void line(String name, Color colour, boolean dashed, List<Point> points) {
    g.setColor(colour);
    g.setStroke(
        dashed
            ? new BasicStroke(
                1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {6, 5}, 0)
            : new BasicStroke(2));
    Path2D path = new Path2D.Double();
    for (Point point : points) {
      double x = left + point.x() * PLOT_WIDTH / mostX;
      double y = TOP + PLOT_HEIGHT - point.y() * PLOT_HEIGHT / mostY;
      if (path.getCurrentPoint() == null) {
        path.moveTo(x, y);
      } else {
        path.lineTo(x, y);
      }
    }
    g.draw(path);
    int y = TOP + 16 + 18 * named;
    named++;
    g.drawLine(left + 12, y - 4, left + 34, y - 4);
    g.setColor(Color.BLACK);
    g.drawString(name, left + 42, y);
    g.setStroke(new BasicStroke(1));
  }
}
