package io.tonework.imaging.compare;

import io.tonework.imaging.pixels.RgbImage;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One picture of a comparison: before and after side by side or in one frame, the map of their
 * differences, and its scale, all panels of one height. Not thread-safe.
 */
public final class ComparisonSheet {
  private static final int GAP = 12;
  private static final int LABEL = 34;
  private static final int MIN_PANEL_WIDTH = 240;
  private static final int TICKS = 4;
  private static final Color PAPER = new Color(0x1C1C1C);
  private static final Color INK = new Color(0xF0F0F0);

  private final Options options;
  private boolean labelled = true;

  /**
   * What the sheet shows.
   *
   * @param panelSidePixels the longer side of a panel at most
   * @param split one frame, its left half before and its right half after, instead of two
   * @param kind what the map shows
   * @param fullScale the difference that is shown brightest, above 0; null for what suits the
   *     pictures
   */
  public record Options(
      int panelSidePixels, boolean split, DifferenceKind kind, @Nullable Double fullScale) {
    /** Checks the ranges. */
    public Options {
      if (panelSidePixels < 64 || panelSidePixels > 8192) {
        throw new IllegalArgumentException(
            "a panel must have 64 to 8192 pixels, not " + panelSidePixels);
      }
      if (fullScale != null && !(fullScale > 0 && fullScale <= 1000)) {
        throw new IllegalArgumentException(
            "the full scale must be above 0 and at most 1000, not " + fullScale);
      }
    }
  }

  /**
   * A finished sheet.
   *
   * @param image RGB
   * @param difference the figures over all pixels of the two pictures
   * @param labelled false where this machine has no font to write with
   */
  public record Sheet(BufferedImage image, PictureDifference difference, boolean labelled) {}

  private ComparisonSheet(Options options) {
    this.options = options;
  }

  /**
   * Compares and draws.
   *
   * @param beforeName label of the first picture
   * @param afterName label of the second
   * @throws IllegalArgumentException when the sizes of the pictures differ
   */
  public static Sheet of(
      RgbImage before, String beforeName, RgbImage after, String afterName, Options options) {
    return new ComparisonSheet(options).draw(before, beforeName, after, afterName);
  }

  private Sheet draw(RgbImage before, String beforeName, RgbImage after, String afterName) {
    double scale =
        Math.min(
            1.0, (double) options.panelSidePixels() / Math.max(before.width(), before.height()));
    int width = Math.max(1, (int) Math.round(before.width() * scale));
    int height = Math.max(1, (int) Math.round(before.height() * scale));
    DifferenceMap map = new DifferenceMap(width, height, before.width(), before.height());
    PictureDifference difference = PictureDifference.of(before, after, options.kind(), map);

    int panels = options.split() ? 2 : 3;
    int column = Math.max(width, MIN_PANEL_WIDTH);
    int sheetWidth = GAP + panels * (column + GAP);
    BufferedImage sheet =
        new BufferedImage(sheetWidth, LABEL + height + LABEL + GAP, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = sheet.createGraphics();
    try {
      pen.setColor(PAPER);
      pen.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
      pen.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      BufferedImage first = shrunk(before, width, height);
      BufferedImage second = shrunk(after, width, height);
      int x = GAP;
      if (options.split()) {
        drawSplit(pen, first, second, x);
        label(pen, beforeName, x, width / 2);
        label(pen, afterName, x + width / 2 + GAP, width / 2);
      } else {
        pen.drawImage(first, x, LABEL, null);
        label(pen, "before: " + beforeName, x, column);
        x += column + GAP;
        pen.drawImage(second, x, LABEL, null);
        label(pen, "after: " + afterName, x, column);
      }
      x += column + GAP;
      double fullScale =
          options.fullScale() == null ? options.kind().suitable(difference) : options.fullScale();
      drawMap(sheet, map, fullScale, x);
      label(pen, "difference, " + options.kind().unit(), x, column);
      drawScale(pen, fullScale, x, LABEL + height + GAP / 2, column);
    } finally {
      pen.dispose();
    }
    return new Sheet(sheet, difference, labelled);
  }

  private static void drawSplit(Graphics2D pen, BufferedImage left, BufferedImage right, int x) {
    int width = left.getWidth();
    int half = width / 2;
    int height = left.getHeight();
    pen.drawImage(left, x, LABEL, x + half, LABEL + height, 0, 0, half, height, null);
    pen.drawImage(right, x + half, LABEL, x + width, LABEL + height, half, 0, width, height, null);
    pen.setColor(INK);
    pen.fillRect(x + half - 1, LABEL, 2, height);
  }

  private static void drawMap(BufferedImage sheet, DifferenceMap map, double fullScale, int left) {
    for (int y = 0; y < map.height; y++) {
      for (int x = 0; x < map.width; x++) {
        sheet.setRGB(left + x, LABEL + y, HeatColours.of(map.at(x, y) / fullScale));
      }
    }
  }

  private void drawScale(Graphics2D pen, double fullScale, int left, int top, int width) {
    int bar = width - 2 * GAP;
    for (int x = 0; x < bar; x++) {
      pen.setColor(new Color(HeatColours.of(x / (bar - 1.0))));
      pen.fillRect(left + x, top, 1, LABEL / 3);
    }
    for (int tick = 0; tick <= TICKS; tick++) {
      double value = fullScale * tick / TICKS;
      String text = String.format(Locale.ROOT, value == Math.rint(value) ? "%.0f" : "%.2f", value);
      write(pen, tick == TICKS ? "≥" + text : text, left + bar * tick / TICKS, top + LABEL - 6, 12);
    }
  }

  private void label(Graphics2D pen, String text, int x, int room) {
    int characters = Math.max(3, room / 8);
    String shown = text.length() <= characters ? text : text.substring(0, characters - 1) + "…";
    write(pen, shown, x, LABEL - 12, 14);
  }

  /** A machine without fonts still gets its sheet, and is told that the words are missing. */
  private void write(Graphics2D pen, String text, int x, int baseline, int size) {
    if (!labelled) {
      return;
    }
    try {
      pen.setColor(INK);
      pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, size));
      pen.drawString(text, x, baseline);
    } catch (RuntimeException | LinkageError | InternalError e) {
      labelled = false;
    }
  }

  /** The mean of the pixels that fall onto each place. */
  private static BufferedImage shrunk(RgbImage image, int width, int height) {
    BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    byte[] out = ((DataBufferByte) small.getRaster().getDataBuffer()).getData();
    byte[] rgb = image.rgb();
    for (int y = 0; y < height; y++) {
      int top = (int) ((long) y * image.height() / height);
      int bottom = Math.max(top + 1, (int) ((y + 1L) * image.height() / height));
      for (int x = 0; x < width; x++) {
        int left = (int) ((long) x * image.width() / width);
        int right = Math.max(left + 1, (int) ((x + 1L) * image.width() / width));
        for (int c = 0; c < 3; c++) {
          long sum = 0;
          for (int sy = top; sy < bottom; sy++) {
            for (int sx = left; sx < right; sx++) {
              sum += rgb[(sy * image.width() + sx) * 3 + c] & 0xFF;
            }
          }
          long count = (long) (right - left) * (bottom - top);
          out[(y * width + x) * 3 + 2 - c] = (byte) ((sum + count / 2) / count);
        }
      }
    }
    return small;
  }
}
