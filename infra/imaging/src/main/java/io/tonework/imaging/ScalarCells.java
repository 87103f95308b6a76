package io.tonework.imaging;

/** The reference, and what runs where the Vector API is missing. */
final class ScalarCells extends Cells {
  private static final int FRACTION_SHIFT = 20;
  private static final int STRIDE_MASK = (1 << FRACTION_SHIFT) - 1;

  @Override
  void locate(int count, int size) {
    for (int i = 0; i < count; i++) {
      int r = cell(red[i], size);
      int g = cell(green[i], size);
      int b = cell(blue[i], size);
      // the fraction on top and the stride below: sorting these sorts both at once
      int fr = key(red[i], r, size, 1);
      int fg = key(green[i], g, size, size);
      int fb = key(blue[i], b, size, size * size);
      int high = Math.max(fr, Math.max(fg, fb));
      int low = Math.min(fr, Math.min(fg, fb));
      int middle = Math.max(Math.min(fr, fg), Math.min(Math.max(fr, fg), fb));
      near[i] = r + g * size + b * size * size;
      second[i] = near[i] + (high & STRIDE_MASK);
      third[i] = second[i] + (middle & STRIDE_MASK);
      int weightHigh = high >>> FRACTION_SHIFT;
      int weightMiddle = middle >>> FRACTION_SHIFT;
      weightNear[i] = 255 - weightHigh;
      weightSecond[i] = weightHigh - weightMiddle;
      weightFar[i] = low >>> FRACTION_SHIFT;
      weightThird[i] = weightMiddle - weightFar[i];
    }
  }

  private static int cell(int level, int size) {
    return Math.min(level * (size - 1) / 255, size - 2);
  }

  private static int key(int level, int cell, int size, int stride) {
    return ((level * (size - 1) - cell * 255) << FRACTION_SHIFT) | stride;
  }
}
