package io.tonework.samples;

import static io.tonework.samples.Light.mix;
import static io.tonework.samples.Light.smooth;

import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.util.Random;

/** Flowers near, leaves far. */
final class Flowers {
  private static final int[] PETALS = {0xD8203A, 0xE6489A, 0xF4B51E, 0xF07A1C, 0x8A4FCB, 0xF2EDE6};

  private Flowers() {}

  static void paint(Canvas canvas, Noise noise, Random random) {
    float aspect = canvas.aspect();
    foliage(canvas, noise, random);
    int far = 9;
    for (int i = 0; i < far; i++) {
      bloom(
          canvas,
          noise,
          random,
          random.nextFloat() * aspect,
          0.1f + 0.6f * random.nextFloat(),
          0.05f + 0.03f * random.nextFloat(),
          0);
    }
    canvas.blur(0.013f);
    float[][] places = {
      {0.30f, 0.42f, 0.20f},
      {0.64f, 0.30f, 0.15f},
      {0.80f, 0.66f, 0.17f},
      {0.50f, 0.76f, 0.13f},
      {0.10f, 0.74f, 0.12f}
    };
    for (float[] p : places) {
      stem(canvas, p[0] * aspect, p[1], 0.006f + p[2] * 0.04f);
    }
    for (float[] p : places) {
      bloom(canvas, noise, random, p[0] * aspect, p[1], p[2], 0.0008f);
    }
  }

  /** Leaves so far out of focus that they are light and shade. */
  static void foliage(Canvas canvas, Noise noise, Random random) {
    float aspect = canvas.aspect();
    float[] dark = Light.of(0x14260F);
    float[] green = Light.of(0x4F7A2A);
    float[] bright = Light.of(0xB9CF6A, 1.1f);
    canvas.fill(
        0.05f,
        (u, v, out) -> {
          float shape = noise.octaves(u * 3.2f, v * 3.2f, 4);
          mix(dark, green, smooth(0.3f, 0.65f, shape), out);
          mix(out, bright, smooth(0.62f, 0.82f, shape) * (1 - 0.6f * v), out);
        });
    for (int i = 0; i < 70; i++) {
      float radius = 0.015f + 0.03f * random.nextFloat();
      float u = random.nextFloat() * aspect;
      float v = random.nextFloat() * 0.8f;
      float[] disc = Light.of(random.nextInt(3) == 0 ? 0xF3EBB5 : 0xA8CC5E, 1.2f);
      float share = 0.12f + 0.3f * random.nextFloat();
      canvas.paint(
          new Ellipse2D.Float(u - radius, v - radius, radius * 2, radius * 2),
          0.003f,
          0.03f,
          (x, y, out) -> mix(out, disc, share, out));
    }
  }

  private static void stem(Canvas canvas, float u, float v, float thick) {
    Path2D stem = new Path2D.Float();
    stem.moveTo(u - thick / 2, v);
    stem.curveTo(u - thick, v + 0.2, u + 0.03 - thick, v + 0.4, u + 0.02 - thick, 1.1);
    stem.lineTo(u + 0.02 + thick, 1.1);
    stem.curveTo(u + 0.03 + thick, v + 0.4, u + thick, v + 0.2, u + thick / 2, v);
    float[] green = Light.of(0x5C8A2C);
    float[] dark = Light.of(0x223D14);
    canvas.paint(
        stem,
        0.0008f,
        0.3f,
        (x, y, out) -> mix(green, dark, smooth(-thick, thick * 1.3f, x - u), out));
  }

  private static void bloom(
      Canvas canvas, Noise noise, Random random, float u, float v, float size, float softness) {
    float[] colour = Light.of(PETALS[random.nextInt(PETALS.length)]);
    float[] deep = new float[3];
    float[] tip = new float[3];
    mix(colour, new float[] {0.02f, 0, 0.01f}, 0.62f, deep);
    mix(colour, new float[] {1.05f, 0.98f, 0.95f}, 0.30f, tip);
    float squash = 0.72f + 0.25f * random.nextFloat();
    float turn = random.nextFloat() * 6.3f;
    int layers = 3;
    for (int layer = 0; layer < layers; layer++) {
      int petals = 13 - layer * 3;
      float reach = size * (1 - 0.25f * layer);
      for (int i = 0; i < petals; i++) {
        double angle =
            turn + layer * 0.35 + i * 2 * Math.PI / petals + random.nextGaussian() * 0.04;
        petal(
            canvas,
            noise,
            u,
            v,
            reach * (0.93f + 0.12f * random.nextFloat()),
            squash,
            angle,
            softness,
            deep,
            colour,
            tip);
      }
    }
    float heart = size * 0.2f;
    float[] pollen = Light.of(0xE2A81E);
    float[] brown = Light.of(0x55300E);
    canvas.paint(
        new Ellipse2D.Float(u - heart, v - heart * squash, heart * 2, heart * 2 * squash),
        softness,
        0.6f,
        (x, y, out) -> {
          float seeds = noise.octaves(x * 160, y * 160, 2);
          float rim = (float) Math.hypot(x - u, (y - v) / squash) / heart;
          mix(brown, pollen, smooth(0.25f, 0.7f, seeds) * (1.15f - 0.6f * rim), out);
        });
  }

  private static void petal(
      Canvas canvas,
      Noise noise,
      float u,
      float v,
      float reach,
      float squash,
      double angle,
      float softness,
      float[] deep,
      float[] colour,
      float[] tip) {
    Path2D leaf = new Path2D.Float();
    float wide = reach * 0.26f;
    leaf.moveTo(0, 0);
    leaf.curveTo(reach * 0.4, -wide * 1.1, reach * 0.85, -wide, reach, 0);
    leaf.curveTo(reach * 0.85, wide, reach * 0.4, wide * 1.1, 0, 0);
    AffineTransform place = AffineTransform.getTranslateInstance(u, v);
    place.scale(1, squash);
    place.rotate(angle);
    float cos = (float) Math.cos(angle);
    float sin = (float) Math.sin(angle);
    float lit = 0.72f + 0.38f * (float) Math.cos(angle + 2.2);
    canvas.paint(
        place.createTransformedShape(leaf),
        softness,
        0.12f,
        (x, y, out) -> {
          float dx = x - u;
          float dy = (y - v) / squash;
          float along = (dx * cos + dy * sin) / reach;
          float across = (dy * cos - dx * sin) / wide;
          mix(deep, colour, smooth(0.05f, 0.55f, along), out);
          mix(out, tip, smooth(0.6f, 1.05f, along) * 0.8f, out);
          float vein = noise.at(across * 7 + reach * 900, along * 1.5f);
          float fold = 1 - 0.42f * across * across - 0.22f * Math.max(0, across);
          Light.scale(out, lit * fold * (0.88f + 0.24f * vein));
        });
  }
}
