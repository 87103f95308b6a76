package io.tonework.planner.reasoning;

import io.tonework.imaging.pixels.RgbImage;
import java.util.Random;

/** Pictures of soft blobs on a gradient, dark or bright, flat or hard, with or without a cast. */
final class RandomPhotos {
  private RandomPhotos() {}

  static RgbImage of(long seed, int width, int height) {
    Random random = new Random(seed);
    double[][] blobs = new double[3 + random.nextInt(8)][];
    for (int i = 0; i < blobs.length; i++) {
      blobs[i] =
          new double[] {
            random.nextDouble(),
            random.nextDouble(),
            0.05 + 0.3 * random.nextDouble(),
            random.nextDouble(),
            random.nextDouble(),
            random.nextDouble()
          };
    }
    double chroma = random.nextDouble() * 1.2;
    double gain = 0.25 + 0.9 * random.nextDouble();
    double lift = random.nextInt(3) == 0 ? 0.25 * random.nextDouble() : 0;
    double[] cast = {1 + 0.15 * random.nextGaussian(), 1, 1 + 0.15 * random.nextGaussian()};
    byte[] rgb = new byte[width * height * 3];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double[] colour = {0.55, 0.55, 0.6};
        double fall = 1 - 0.5 * y / height;
        for (double[] blob : blobs) {
          double dx = (double) x / width - blob[0];
          double dy = (double) y / height - blob[1];
          double weight = Math.exp(-(dx * dx + dy * dy) / (blob[2] * blob[2]));
          for (int c = 0; c < 3; c++) {
            colour[c] += weight * (blob[3 + c] - colour[c]);
          }
        }
        double grey = (colour[0] + colour[1] + colour[2]) / 3;
        for (int c = 0; c < 3; c++) {
          double value = (grey + chroma * (colour[c] - grey)) * fall * gain * cast[c] + lift;
          value += 0.02 * random.nextGaussian();
          rgb[(y * width + x) * 3 + c] = (byte) Math.clamp(Math.round(value * 255), 0, 255);
        }
      }
    }
    return new RgbImage(width, height, rgb);
  }
}
