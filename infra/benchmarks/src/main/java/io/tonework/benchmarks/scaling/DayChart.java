package io.tonework.benchmarks.scaling;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import javax.imageio.ImageIO;

/** A column for each pool, and rows for what arrives, what waits and what works. */
final class DayChart {
  private static final int COLUMN = 560;
  private static final int ROW = 210;
  private static final int LEFT = 84;
  private static final int TOP = 70;
  private static final int FIRST_HOUR = 8;
  private static final int LAST_HOUR = 22;
  private static final int STEP_SECONDS = 300;
  private static final Color[] COLOURS = {
    new Color(0xC4, 0x3B, 0x3B), new Color(0xE0, 0x9A, 0x2B), new Color(0x1F, 0x6F, 0xB4)
  };

  private interface Series {
    double at(DayFigures figures, int second);
  }

  private DayChart() {}

  /** Writes a PNG; each list holds the settings of one pool, in the same order. */
  static void write(List<List<DayFigures>> pools, Path to) throws IOException {
    int width = pools.size() * COLUMN + 30;
    int height = TOP + 3 * ROW + 10;
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, width, height);
    for (int i = 0; i < pools.size(); i++) {
      List<DayFigures> pool = pools.get(i);
      int x = i * COLUMN + LEFT;
      g.setColor(Color.BLACK);
      g.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 15));
      g.drawString(pool.getFirst().pool.name(), x, 28);
      plot(
          g,
          x,
          TOP,
          "photos per second that arrive",
          false,
          pool.subList(0, 1),
          (f, s) -> mean(f.rate, s));
      // a day's worth and a handful in one picture
      plot(
          g,
          x,
          TOP + ROW,
          "photos that are not finished",
          true,
          pool,
          (f, s) -> Math.log10(1 + mean(f.lag, s)));
      plot(g, x, TOP + 2 * ROW, "replicas that work", false, pool, (f, s) -> mean(f.replicas, s));
    }
    legend(g, pools.getFirst(), height - 18);
    g.dispose();
    ImageIO.write(image, "png", to.toFile());
  }

  private static void plot(
      Graphics2D g,
      int x,
      int y,
      String title,
      boolean powers,
      List<DayFigures> lines,
      Series series) {
    int width = COLUMN - LEFT - 20;
    int height = ROW - 62;
    double most =
        lines.stream().mapToDouble(it -> most(second -> series.at(it, second))).max().orElse(1);
    double top = powers ? Math.ceil(most) : rounded(most);
    g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
    g.setColor(Color.DARK_GRAY);
    g.drawString(title, x, y - 8);
    int steps = powers ? (int) top : 4;
    for (int i = 0; i <= steps; i++) {
      int at = y + height - i * height / steps;
      g.setColor(new Color(0xDD, 0xDD, 0xDD));
      g.drawLine(x, at, x + width, at);
      g.setColor(Color.DARK_GRAY);
      double value = powers ? Math.pow(10, i) : top * i / steps;
      String label = String.format(Locale.ROOT, "%,.0f", value);
      g.drawString(label, x - 8 - g.getFontMetrics().stringWidth(label), at + 4);
    }
    for (int hour = FIRST_HOUR; hour <= LAST_HOUR; hour += 2) {
      int at = x + (hour - FIRST_HOUR) * width / (LAST_HOUR - FIRST_HOUR);
      g.drawString(hour + ":00", at - 14, y + height + 18);
    }
    for (int i = 0; i < lines.size(); i++) {
      DayFigures figures = lines.get(i);
      g.setColor(lines.size() == 1 ? Color.GRAY : COLOURS[i]);
      g.setStroke(new BasicStroke(lines.size() == 1 ? 1f : 1.8f));
      Path2D path = new Path2D.Double();
      for (int s = FIRST_HOUR * 3600; s < LAST_HOUR * 3600; s += STEP_SECONDS) {
        double px = x + (s - FIRST_HOUR * 3600.0) * width / ((LAST_HOUR - FIRST_HOUR) * 3600.0);
        double py = y + height - series.at(figures, s) * height / top;
        if (s == FIRST_HOUR * 3600) {
          path.moveTo(px, py);
        } else {
          path.lineTo(px, py);
        }
      }
      g.draw(path);
    }
    g.setStroke(new BasicStroke(1));
  }

  private static double mean(int[] values, int from) {
    return Arrays.stream(values, from, from + STEP_SECONDS).average().orElse(0);
  }

  private static double mean(double[] values, int from) {
    return Arrays.stream(values, from, from + STEP_SECONDS).average().orElse(0);
  }

  private static double most(ToDoubleFunction<Integer> at) {
    double most = 0;
    for (int s = FIRST_HOUR * 3600; s < LAST_HOUR * 3600; s += STEP_SECONDS) {
      most = Math.max(most, at.applyAsDouble(s));
    }
    return most;
  }

  /** The next number whose quarters are round. */
  private static double rounded(double value) {
    double power = Math.pow(10, Math.floor(Math.log10(Math.max(1, value))));
    for (double factor : new double[] {1.2, 1.6, 2, 2.4, 3.2, 4, 6, 8}) {
      if (factor * power >= value) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  private static void legend(Graphics2D g, List<DayFigures> pool, int y) {
    int x = LEFT;
    g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
    for (int i = 0; i < pool.size(); i++) {
      g.setColor(COLOURS[i]);
      g.fillRect(x, y - 9, 22, 4);
      g.setColor(Color.BLACK);
      String name = pool.get(i).settings.name();
      g.drawString(name, x + 30, y);
      x += 60 + g.getFontMetrics().stringWidth(name);
    }
  }
}
