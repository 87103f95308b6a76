package io.tonework.samples;

import static io.tonework.samples.Light.mix;
import static io.tonework.samples.Light.smooth;

import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.util.Random;

/** Landscape and beach. */
final class Outdoors {
  private Outdoors() {}

  static void landscape(Canvas canvas, Noise noise, Random random) {
    float aspect = canvas.aspect();
    float sunU = aspect * (0.2f + 0.6f * random.nextFloat());
    sky(canvas, noise, sunU, 0.34f, 0x2F6FB8, 0xBFD8E8, 0xFFE3B8);
    int ranges = 5;
    float[] far = Light.of(0x9FB9CC, 1.05f);
    for (int i = 0; i < ranges; i++) {
      float depth = i / (ranges - 1f);
      float base = 0.40f + 0.27f * depth * depth;
      float rise = 0.15f - 0.075f * depth;
      float scale = 1.7f + depth * 1.6f;
      int index = i;
      Path2D ridge =
          ridge(
              aspect,
              u -> {
                float hills = noise.octaves(u * scale + index * 17.3f, index * 5.1f, 5) - 0.5f;
                float trees = depth > 0.4f ? noise.octaves(u * 60, index, 3) * 0.022f * depth : 0;
                return base - rise * hills * 2 - trees;
              });
      float[] near = Light.of(new int[] {0x6F8FA6, 0x5E7F83, 0x54744E, 0x476B33, 0x3D6122}[i]);
      canvas.paint(
          ridge,
          0.0006f,
          0.12f + 0.5f * depth,
          (u, v, out) -> {
            float wood = noise.octaves(u * (14 + 20 * depth), v * (20 + 30 * depth), 5);
            float sun = 0.55f + 0.9f * smooth(0.3f, 0.75f, wood);
            mix(near, far, 0.75f * (1 - depth) * (1 - depth), out);
            Light.scale(out, 0.55f + sun * (0.45f + 0.25f * depth));
            float mist = smooth(0.02f, 0.14f, v - base + 0.05f) * (1 - depth) * 0.5f;
            mix(out, far, mist, out);
          });
    }
    meadow(canvas, noise, random);
  }

  private static void meadow(Canvas canvas, Noise noise, Random random) {
    float aspect = canvas.aspect();
    float[] grass = Light.of(0x7FA23A);
    float[] shade = Light.of(0x33521B);
    float[] dry = Light.of(0xC2B463);
    Path2D ground = ridge(aspect, u -> 0.74f + 0.03f * noise.octaves(u * 2, 40, 3));
    canvas.paint(
        ground,
        0.001f,
        0.85f,
        (u, v, out) -> {
          float depth = (v - 0.7f) / 0.3f;
          float zoom = 1 / (0.12f + depth);
          float blades = noise.octaves(u * 34 * zoom, v * 11 * zoom * 4, 4);
          float patches = noise.octaves(u * 3, v * 9, 4);
          mix(shade, grass, smooth(0.25f, 0.7f, blades), out);
          mix(out, dry, smooth(0.45f, 0.75f, patches) * 0.6f, out);
          Light.scale(out, 0.75f + 0.5f * patches);
        });
    int[] colours = {0xE8D23A, 0xF2F0E6, 0xC8443C, 0x9A6AC0};
    for (int i = 0; i < 260; i++) {
      float v = 0.78f + 0.22f * (float) Math.sqrt(random.nextFloat());
      float size = 0.0012f + 0.006f * (v - 0.76f) * 4 * (0.5f + random.nextFloat());
      float u = random.nextFloat() * aspect;
      float[] colour = Light.of(colours[random.nextInt(4)], 0.75f + 0.4f * random.nextFloat());
      canvas.paint(
          new Ellipse2D.Float(u, v, size, size * 0.7f),
          0.0007f,
          0.3f,
          (x, y, out) -> System.arraycopy(colour, 0, out, 0, 3));
    }
  }

  static void beach(Canvas canvas, Noise noise, Random random) {
    float aspect = canvas.aspect();
    sky(canvas, noise, aspect * 0.7f, 0.42f, 0x4E95D6, 0xD6EAF4, 0xFFF6E0);
    float[] deep = Light.of(0x1F6E9C);
    float[] shallow = Light.of(0x6CC7C4);
    float[] foam = Light.of(0xF6FAFA, 1.15f);
    float horizon = 0.42f;
    canvas.paint(
        ridge(aspect, u -> horizon),
        0.0008f,
        0.35f,
        (u, v, out) -> {
          float depth = (v - horizon) / (1 - horizon);
          float zoom = 1 / (0.04f + depth);
          float waves = noise.octaves(u * 5 * zoom, v * 26 * zoom, 4);
          mix(deep, shallow, smooth(0, 0.42f, depth) + (waves - 0.5f) * 0.35f, out);
          float crest = smooth(0.68f, 0.8f, noise.octaves(u * 2 * zoom + 9, v * 30 * zoom, 3));
          mix(out, foam, crest * 0.7f * smooth(0.03f, 0.2f, depth), out);
          float glint = smooth(0.7f, 0.95f, waves) * (1 - depth);
          Light.scale(out, 1 + glint * 0.8f);
        });
    float[] wet = Light.of(0xB79C78);
    float[] dry = Light.of(0xF0DFBD, 1.12f);
    java.util.function.DoubleUnaryOperator line =
        u -> 0.66 + 0.10 * (u / aspect) + 0.05 * noise.octaves((float) u * 2.2f, 3, 3);
    Path2D sand = ridge(aspect, u -> (float) line.applyAsDouble(u));
    Path2D edge = ridge(aspect, u -> (float) line.applyAsDouble(u) - 0.018f);
    canvas.paint(
        edge,
        0.004f,
        0.3f,
        (u, v, out) -> mix(out, foam, smooth(0.3f, 0.6f, noise.octaves(u * 20, v * 30, 4)), out));
    canvas.paint(
        sand,
        0.004f,
        0.55f,
        (u, v, out) -> {
          float from = v - (float) line.applyAsDouble(u);
          float grain = noise.octaves(u * 26, v * 60, 5);
          mix(wet, dry, smooth(0.0f, 0.14f, from), out);
          Light.scale(out, 0.84f + 0.32f * grain);
        });
    parasol(canvas, random, aspect);
  }

  private static void parasol(Canvas canvas, Random random, float aspect) {
    float u = aspect * (0.18f + 0.2f * random.nextFloat());
    float v = 0.60f;
    float radius = 0.15f;
    float[] shadow = Light.of(0x8C7A60, 0.8f);
    canvas.paint(
        new Ellipse2D.Float(u - radius * 0.9f, v + 0.25f, radius * 2.2f, 0.06f),
        0.006f,
        0.4f,
        (x, y, out) -> mix(out, shadow, 0.75f, out));
    Path2D pole = new Path2D.Float();
    pole.moveTo(u - 0.004, v - 0.1);
    pole.lineTo(u + 0.003, v - 0.1);
    pole.lineTo(u + 0.012, v + 0.28);
    pole.lineTo(u + 0.004, v + 0.28);
    canvas.paint(pole, 0, 0, (x, y, out) -> System.arraycopy(Light.of(0xE8E4DC), 0, out, 0, 3));
    Path2D top = new Path2D.Float();
    top.moveTo(u - radius, v);
    top.curveTo(u - radius * 0.9, v - 0.17, u + radius * 0.9, v - 0.17, u + radius, v);
    for (int i = 4; i > 0; i--) {
      double to = u - radius + radius * 2 * (i - 1) / 4;
      top.quadTo(to + radius / 4, v - 0.022, to, v);
    }
    float[] red = Light.of(0xD2382E);
    float[] white = Light.of(0xFAF6EE, 1.1f);
    canvas.paint(
        top,
        0.0006f,
        0.1f,
        (x, y, out) -> {
          float side = (x - u) / radius;
          float bend = side / (0.35f + 1.9f * Math.max(0.03f, (y - v + 0.13f) / 0.13f) * 0.42f);
          mix(red, white, Math.floorMod((int) Math.floor(bend * 3.2f), 2) == 0 ? 1 : 0, out);
          Light.scale(out, 0.78f + 0.35f * smooth(-1, 0.6f, side));
        });
  }

  /** Sky with clouds down to the horizon, brighter around the sun. */
  static void sky(
      Canvas canvas, Noise noise, float sunU, float horizon, int high, int low, int glow) {
    float[] zenith = Light.of(high);
    float[] haze = Light.of(low);
    float[] sun = Light.of(glow, 1.6f);
    float[] cloud = Light.of(0xFFFDFA, 1.25f);
    float[] belly = Light.of(0x9AA6B4);
    canvas.fill(
        0.03f,
        (u, v, out) -> {
          mix(zenith, haze, (float) Math.pow(Math.clamp(v / horizon, 0, 1), 0.8), out);
          float distance = (float) Math.hypot(u - sunU, (v - horizon * 0.75f) * 1.6f);
          mix(out, sun, 0.55f * (float) Math.exp(-distance * 3.2f), out);
          float flat = 1 / (0.30f + Math.max(0, horizon - v));
          float thick = noise.octaves(u * 1.7f * flat, v * 4.2f * flat + 11, 6);
          float cover = smooth(0.50f, 0.70f, thick);
          float[] lit = new float[3];
          mix(cloud, belly, smooth(0.60f, 0.85f, thick) * 0.75f, lit);
          mix(out, lit, cover * 0.88f * smooth(0, 0.10f, horizon - v + 0.02f), out);
        });
  }

  /** Everything below a skyline. */
  static Path2D ridge(float aspect, Skyline skyline) {
    Path2D path = new Path2D.Float();
    path.moveTo(-0.01, 1.01);
    for (float u = -0.01f; u <= aspect + 0.01f; u += 0.0025f) {
      path.lineTo(u, skyline.at(u));
    }
    path.lineTo(aspect + 0.01, 1.01);
    path.closePath();
    return path;
  }

  /** Height of the skyline at u, as v. */
  @FunctionalInterface
  interface Skyline {
    float at(float u);
  }
}
