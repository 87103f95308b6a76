package io.tonework.samples;

import static io.tonework.samples.Light.mix;
import static io.tonework.samples.Light.smooth;

import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.Random;

/** A living room and a table. */
final class Indoors {
  private Indoors() {}

  static void room(Canvas canvas, Noise noise, Random random) {
    float aspect = canvas.aspect();
    float wl = aspect * 0.36f;
    float wt = 0.12f;
    float ww = aspect * 0.30f;
    float wh = 0.44f;
    float floor = 0.72f;
    walls(canvas, noise, wl + ww / 2, wt + wh / 2);
    window(canvas, noise, wl, wt, ww, wh);
    boards(canvas, noise, floor, wl, ww);
    curtains(canvas, noise, wl, wt, ww, wh);
    picture(canvas, noise, aspect * 0.10f, 0.20f, 0.20f, 0.26f);
    sofa(canvas, noise, random, aspect * 0.07f, 0.56f);
    lamp(canvas, aspect * 0.84f);
    plant(canvas, random, aspect * 0.74f, 0.74f);
  }

  private static void walls(Canvas canvas, Noise noise, float wu, float wv) {
    float[] plaster = Light.of(0xC9BFAE, 0.62f);
    float[] ceiling = Light.of(0xD8D2C6, 0.62f);
    canvas.fill(
        0.08f,
        (u, v, out) -> {
          mix(ceiling, plaster, smooth(0.035f, 0.045f, v), out);
          float from = (float) Math.hypot(u - wu, v - wv);
          float patch = noise.octaves(u * 3, v * 3, 4);
          Light.scale(
              out, (0.28f + 0.62f * (float) Math.exp(-from * 1.7f)) * (0.92f + 0.16f * patch));
          float corner = smooth(0.012f, 0, Math.abs(v - 0.040f));
          Light.scale(out, 1 - 0.3f * corner);
        });
  }

  private static void window(Canvas canvas, Noise noise, float l, float t, float w, float h) {
    float[] frame = Light.of(0xEDE8DE, 0.55f);
    float[] sky = Light.of(0xE4F0FA, 2.1f);
    float[] trees = Light.of(0x8FB062, 1.25f);
    canvas.paint(rect(l - 0.02f, t - 0.02f, w + 0.04f, h + 0.04f), 0, 0.05f, flat(frame));
    int panes = 2;
    float gap = 0.013f;
    float pw = (w - gap * (panes + 1)) / panes;
    for (int p = 0; p < panes; p++) {
      for (int row = 0; row < 2; row++) {
        float ph = row == 0 ? h * 0.3f : h * 0.7f - gap * 3;
        float top = row == 0 ? t + gap : t + h * 0.3f + gap * 2;
        canvas.paint(
            rect(l + gap + p * (pw + gap), top, pw, ph),
            0.0008f,
            0.02f,
            (u, v, out) -> {
              float leaves = noise.octaves(u * 9, v * 9, 4);
              float line = t + h * (0.42f + 0.3f * noise.octaves(u * 5, 2, 3));
              mix(sky, trees, smooth(line - 0.03f, line + 0.05f, v), out);
              Light.scale(out, 0.75f + 0.5f * leaves);
            });
      }
    }
    canvas.paint(
        rect(l - 0.04f, t + h + 0.018f, w + 0.08f, 0.022f),
        0.001f,
        0.05f,
        flat(Light.of(0xF3EEE4, 0.8f)));
    canvas.glow(l + w / 2, t + h / 2, 0.20f, Light.of(0xEAF2FF), 0.14f);
  }

  private static void boards(Canvas canvas, Noise noise, float floor, float wl, float ww) {
    float[] oak = Light.of(0x8A5E3A, 0.8f);
    float[] pale = Light.of(0xBD8F5E, 0.8f);
    float[] sun = Light.of(0xFFE9C4, 1.0f);
    float middle = canvas.aspect() / 2;
    canvas.paint(
        rect(-0.1f, floor, canvas.aspect() + 0.2f, 0.4f),
        0.001f,
        0.35f,
        (u, v, out) -> {
          float depth = 1 / (v - floor + 0.16f);
          float across = (u - middle) * depth * 0.62f;
          int board = (int) Math.floor(across * 3.6f);
          float along = depth * 5 + board * 3.7f;
          float grain = noise.octaves(across * 30, along * 1.2f, 4);
          float own = noise.at(board * 7.3f + 0.5f, (float) Math.floor(along * 0.25f) + 0.5f);
          mix(oak, pale, 0.25f + 0.5f * own + 0.4f * (grain - 0.5f), out);
          float seam = across * 3.6f - board;
          Light.scale(out, 1 - 0.55f * smooth(0.025f, 0, Math.min(seam, 1 - seam)));
          float su = u - (v - floor) * 0.55f;
          float patch =
              smooth(wl - 0.01f, wl + 0.02f, su)
                  * smooth(wl + ww + 0.01f, wl + ww - 0.02f, su)
                  * smooth(floor + 0.05f, floor + 0.075f, v)
                  * smooth(floor + 0.235f, floor + 0.20f, v);
          float bars = smooth(0.007f, 0.012f, Math.abs(su - wl - ww / 2));
          float lit = 0.34f + 1.5f * patch * bars;
          float[] warm = new float[3];
          for (int c = 0; c < 3; c++) {
            warm[c] = out[c] * lit * (patch > 0 ? 0.6f + 0.4f * sun[c] : 1);
          }
          System.arraycopy(warm, 0, out, 0, 3);
        });
    canvas.paint(
        rect(-0.1f, floor - 0.022f, canvas.aspect() + 0.2f, 0.022f),
        0.0008f,
        0.05f,
        flat(Light.of(0xD8D0C2, 0.33f)));
  }

  private static void curtains(Canvas canvas, Noise noise, float l, float t, float w, float h) {
    float[] linen = Light.of(0xE5D9C3, 0.85f);
    for (int side = 0; side < 2; side++) {
      float from = side == 0 ? l - 0.13f : l + w + 0.005f;
      Path2D cloth = new Path2D.Float();
      cloth.moveTo(from, t - 0.06);
      cloth.lineTo(from + 0.125, t - 0.06);
      cloth.curveTo(from + 0.13, t + h * 0.6, from + 0.10, t + h * 0.9, from + 0.118, t + h + 0.17);
      cloth.lineTo(from + 0.007, t + h + 0.17);
      cloth.curveTo(from + 0.02, t + h * 0.7, from - 0.005, t + h * 0.4, from, t - 0.06);
      float inner = side == 0 ? l : l + w;
      canvas.paint(
          cloth,
          0.001f,
          0.15f,
          (u, v, out) -> {
            float folds =
                0.5f + 0.5f * (float) Math.sin((u - from) * 170 + noise.at(u * 9, v * 3) * 4);
            float glow = (float) Math.exp(-Math.abs(u - inner) * 9);
            System.arraycopy(linen, 0, out, 0, 3);
            Light.scale(out, (0.20f + 0.5f * glow) * (0.6f + 0.6f * folds));
          });
    }
  }

  private static void picture(Canvas canvas, Noise noise, float u, float v, float w, float h) {
    canvas.paint(
        rect(u + 0.008f, v + 0.012f, w, h), 0.012f, 0.05f, (x, y, o) -> Light.scale(o, 0.6f));
    canvas.paint(rect(u, v, w, h), 0.0006f, 0.05f, flat(Light.of(0x3A2A1C, 0.5f)));
    canvas.paint(
        rect(u + 0.012f, v + 0.012f, w - 0.024f, h - 0.024f),
        0.0006f,
        0.05f,
        flat(Light.of(0xE9E4DA, 0.42f)));
    float[] a = Light.of(0x2E5E7E, 0.5f);
    float[] b = Light.of(0xD98A4A, 0.5f);
    canvas.paint(
        rect(u + 0.04f, v + 0.045f, w - 0.08f, h - 0.09f),
        0.0006f,
        0.05f,
        (x, y, out) -> mix(a, b, smooth(0.35f, 0.65f, noise.octaves(x * 8, y * 14 + 6, 4)), out));
  }

  private static void sofa(Canvas canvas, Noise noise, Random random, float u, float v) {
    int[] cloths = {0x5B6E7C, 0x7A5648, 0x4F6B58};
    float[] cloth = Light.of(cloths[random.nextInt(3)], 0.62f);
    canvas.paint(
        new Ellipse2D.Float(u - 0.03f, v + 0.235f, 0.72f, 0.07f),
        0.014f,
        0.2f,
        (x, y, out) -> Light.scale(out, 0.38f));
    sofaPart(canvas, noise, cloth, u, v - 0.03f, 0.64f, 0.22f, 0.06f, 0.62f);
    sofaPart(canvas, noise, cloth, u + 0.05f, v + 0.10f, 0.27f, 0.10f, 0.04f, 0.95f);
    sofaPart(canvas, noise, cloth, u + 0.325f, v + 0.10f, 0.27f, 0.10f, 0.04f, 1.05f);
    sofaPart(canvas, noise, cloth, u - 0.02f, v + 0.05f, 0.075f, 0.22f, 0.05f, 0.72f);
    sofaPart(canvas, noise, cloth, u + 0.585f, v + 0.05f, 0.075f, 0.22f, 0.05f, 1.25f);
    sofaPart(canvas, noise, cloth, u + 0.04f, v + 0.185f, 0.56f, 0.085f, 0.02f, 0.6f);
    float[] cushion = Light.of(0xC98F3A, 0.62f);
    sofaPart(canvas, noise, cushion, u + 0.08f, v + 0.005f, 0.13f, 0.12f, 0.05f, 0.85f);
    float[] second = Light.of(0xD8CDBB, 0.62f);
    sofaPart(canvas, noise, second, u + 0.46f, v + 0.005f, 0.13f, 0.12f, 0.05f, 1.05f);
  }

  private static void sofaPart(
      Canvas canvas,
      Noise noise,
      float[] cloth,
      float u,
      float v,
      float w,
      float h,
      float round,
      float lit) {
    canvas.paint(
        new RoundRectangle2D.Float(u, v, w, h, round, round),
        0.0018f,
        0.3f,
        (x, y, out) -> {
          float down = (y - v) / h;
          float across = (x - u) / w;
          float folds = noise.octaves(x * 11, y * 11, 4);
          System.arraycopy(cloth, 0, out, 0, 3);
          float rim = smooth(0, 0.10f, across) * smooth(1, 0.93f, across) * smooth(1, 0.8f, down);
          Light.scale(
              out,
              lit
                  * (0.78f - 0.36f * down + 0.12f * across)
                  * (0.6f + 0.4f * rim)
                  * (0.72f + 0.5f * folds));
        });
  }

  private static void lamp(Canvas canvas, float u) {
    canvas.paint(
        rect(u - 0.004f, 0.40f, 0.008f, 0.40f), 0.0005f, 0, flat(Light.of(0x2A2622, 0.6f)));
    canvas.paint(
        new Ellipse2D.Float(u - 0.06f, 0.785f, 0.12f, 0.03f),
        0.001f,
        0,
        flat(Light.of(0x2A2622, 0.5f)));
    Path2D shadeShape = new Path2D.Float();
    shadeShape.moveTo(u - 0.05, 0.30);
    shadeShape.lineTo(u + 0.05, 0.30);
    shadeShape.lineTo(u + 0.085, 0.42);
    shadeShape.lineTo(u - 0.085, 0.42);
    float[] warm = Light.of(0xFFD79A, 1.25f);
    float[] rim = Light.of(0xB9833F, 0.9f);
    canvas.paint(
        shadeShape,
        0.0012f,
        0.08f,
        (x, y, out) -> mix(warm, rim, (float) Math.pow(Math.abs(x - u) / 0.085f, 1.6), out));
    canvas.glow(u, 0.36f, 0.10f, Light.of(0xFFC27A), 0.55f);
  }

  private static void plant(Canvas canvas, Random random, float u, float v) {
    for (int i = 0; i < 26; i++) {
      double angle = -Math.PI / 2 + (i / 25.0 - 0.5) * 2.7 + random.nextGaussian() * 0.08;
      float reach = 0.15f + 0.09f * random.nextFloat();
      double tu = u + Math.cos(angle) * reach * 0.85;
      double tv = v - 0.09 + Math.sin(angle) * reach;
      double bend = 0.045 * Math.signum(Math.cos(angle));
      Path2D leaf = new Path2D.Float();
      leaf.moveTo(u, v - 0.02);
      leaf.quadTo(u + (tu - u) * 0.3 - 0.022, tv - 0.005, tu + bend, tv + 0.04);
      leaf.quadTo(u + (tu - u) * 0.6 + 0.022, tv + 0.035, u, v - 0.02);
      float[] green =
          Light.of(i % 3 == 0 ? 0x7FA052 : 0x3E6633, 0.30f + 0.35f * random.nextFloat());
      canvas.paint(leaf, 0.0008f, 0.15f, flat(green));
    }
    Path2D pot = new Path2D.Float();
    pot.moveTo(u - 0.065, v - 0.03);
    pot.lineTo(u + 0.065, v - 0.03);
    pot.lineTo(u + 0.045, v + 0.09);
    pot.lineTo(u - 0.045, v + 0.09);
    float[] clay = Light.of(0xB8653F, 0.75f);
    canvas.paint(
        pot,
        0.0012f,
        0.12f,
        (x, y, out) -> {
          System.arraycopy(clay, 0, out, 0, 3);
          Light.scale(out, 0.75f - 5.5f * (x - u));
        });
  }

  static void table(Canvas canvas, Noise noise, Random random) {
    float aspect = canvas.aspect();
    float edge = 0.56f;
    float[] back = Light.of(0xC9CDD0);
    float[] dim = Light.of(0x7A8188);
    canvas.fill(
        0.03f,
        (u, v, out) -> {
          float from = (float) Math.hypot(u - aspect * 0.42f, v - 0.30f);
          mix(back, dim, smooth(0.05f, 0.95f, from + 0.1f * noise.octaves(u, v, 3)), out);
        });
    float[] oak = Light.of(0x8B5B34);
    float[] pale = Light.of(0xC99A66);
    canvas.paint(
        rect(-0.1f, edge, aspect + 0.2f, 0.6f),
        0.004f,
        0.5f,
        (u, v, out) -> {
          float depth = 1 / (v - edge + 0.30f);
          float x = (u - aspect / 2) * depth;
          float y = depth * 3;
          int plank = (int) Math.floor(y * 1.15f);
          float rings = noise.octaves(x * 1.6f + plank * 5, y * 22 + plank * 3, 4);
          float fibre = noise.octaves(x * 9, y * 120, 3);
          mix(oak, pale, 0.2f + 0.75f * rings, out);
          float gap = y * 1.15f - plank;
          Light.scale(
              out,
              (0.62f + 0.38f * fibre) * (1 - 0.55f * smooth(0.02f, 0, Math.min(gap, 1 - gap))));
          float fall = (float) Math.hypot(u - aspect * 0.40f, (v - 0.75f) * 1.6f);
          Light.scale(out, 1.12f - 0.5f * fall);
        });
    bottle(canvas, noise, aspect * 0.64f, 0.76f);
    jug(canvas, noise, aspect * 0.36f, 0.78f);
    int[] fruit = {0xD0321F, 0xE3A21E, 0x8FB331, 0xE2711D};
    float[][] places = {{0.55f, 0.84f, 0.075f}, {0.66f, 0.90f, 0.068f}, {0.20f, 0.88f, 0.072f}};
    for (float[] place : places) {
      fruit(
          canvas,
          noise,
          aspect * place[0],
          place[1],
          place[2],
          Light.of(fruit[random.nextInt(fruit.length)]));
    }
  }

  private static void shadow(Canvas canvas, float u, float v, float w, float h) {
    canvas.paint(
        new Ellipse2D.Float(u - w * 0.35f, v - h, w * 2.0f, h * 2),
        0.016f,
        0.4f,
        (x, y, out) -> Light.scale(out, 0.36f));
  }

  private static void fruit(Canvas canvas, Noise noise, float u, float v, float r, float[] colour) {
    shadow(canvas, u - r * 0.3f, v + r * 0.82f, r * 1.5f, r * 0.33f);
    float[] bounce = Light.of(0xB07A48, 0.35f);
    canvas.paint(
        new Ellipse2D.Float(u - r, v - r * 0.94f, r * 2, r * 1.88f),
        0.0012f,
        0.06f,
        (x, y, out) -> {
          float nx = (x - u) / r;
          float ny = (y - v) / (r * 0.94f);
          float nz = (float) Math.sqrt(Math.max(0, 1 - nx * nx - ny * ny));
          float key = Math.max(0, -0.55f * nx - 0.55f * ny + 0.63f * nz);
          float spots = noise.octaves(x * 60, y * 60, 3);
          for (int c = 0; c < 3; c++) {
            out[c] =
                colour[c] * (0.10f + 0.98f * key) * (0.85f + 0.3f * spots)
                    + bounce[c] * 0.5f * Math.max(0, ny);
          }
          float gloss = (float) Math.pow(Math.max(0, -0.42f * nx - 0.45f * ny + 0.79f * nz), 40);
          for (int c = 0; c < 3; c++) {
            out[c] += 0.75f * gloss;
          }
        });
    canvas.paint(
        new Ellipse2D.Float(u - r * 0.1f, v - r * 0.86f, r * 0.3f, r * 0.13f),
        0.004f,
        0.05f,
        (x, y, out) -> Light.scale(out, 0.35f));
  }

  private static void jug(Canvas canvas, Noise noise, float u, float v) {
    shadow(canvas, u - 0.02f, v + 0.045f, 0.22f, 0.045f);
    Path2D body = new Path2D.Float();
    body.moveTo(u - 0.075, v - 0.34);
    body.curveTo(u - 0.06, v - 0.25, u - 0.155, v - 0.20, u - 0.145, v - 0.07);
    body.curveTo(u - 0.14, v + 0.03, u - 0.07, v + 0.055, u, v + 0.055);
    body.curveTo(u + 0.07, v + 0.055, u + 0.14, v + 0.03, u + 0.145, v - 0.07);
    body.curveTo(u + 0.155, v - 0.20, u + 0.06, v - 0.25, u + 0.075, v - 0.34);
    Path2D handle = new Path2D.Float(Path2D.WIND_EVEN_ODD);
    handle.append(new Ellipse2D.Float(u + 0.05f, v - 0.30f, 0.15f, 0.21f), false);
    handle.append(new Ellipse2D.Float(u + 0.07f, v - 0.275f, 0.105f, 0.155f), false);
    float[] glaze = Light.of(0xE6E1D5);
    float[] blue = Light.of(0x2C4E78);
    Canvas.Shader pot =
        (x, y, out) -> {
          float nx = (x - u) / 0.15f;
          float wave = 0.012f * noise.octaves(x * 12, 4, 3);
          float band = smooth(0.004f, 0, Math.abs(y - v + 0.14f + wave) - 0.035f);
          mix(glaze, blue, band * (0.7f + 0.3f * noise.octaves(x * 40, y * 40, 3)), out);
          float lit = 0.95f - 0.55f * nx - 0.25f * nx * nx;
          Light.scale(
              out, Math.max(0.10f, lit) * (0.93f + 0.1f * noise.octaves(x * 20, y * 20, 3)));
          float gloss =
              (float) Math.exp(-Math.pow((nx + 0.48f) / 0.07f, 2))
                  * smooth(v - 0.31f, v - 0.22f, y)
                  * smooth(v + 0.02f, v - 0.06f, y);
          for (int c = 0; c < 3; c++) {
            out[c] += 0.45f * gloss;
          }
        };
    canvas.paint(handle, 0.0014f, 0.06f, pot);
    canvas.paint(body, 0.0014f, 0.06f, pot);
    canvas.paint(
        new Ellipse2D.Float(u - 0.076f, v - 0.358f, 0.152f, 0.036f),
        0.001f,
        0.05f,
        flat(Light.of(0xD6D0C2, 0.85f)));
    canvas.paint(
        new Ellipse2D.Float(u - 0.066f, v - 0.352f, 0.132f, 0.028f),
        0.001f,
        0.05f,
        flat(Light.of(0x3A332B, 0.6f)));
  }

  private static void bottle(Canvas canvas, Noise noise, float u, float v) {
    shadow(canvas, u - 0.01f, v + 0.02f, 0.15f, 0.035f);
    Path2D glass = new Path2D.Float();
    glass.moveTo(u - 0.026, v - 0.60);
    glass.lineTo(u + 0.026, v - 0.60);
    glass.lineTo(u + 0.026, v - 0.46);
    glass.curveTo(u + 0.03, v - 0.39, u + 0.085, v - 0.39, u + 0.085, v - 0.30);
    glass.lineTo(u + 0.085, v);
    glass.curveTo(u + 0.085, v + 0.035, u - 0.085, v + 0.035, u - 0.085, v);
    glass.lineTo(u - 0.085, v - 0.30);
    glass.curveTo(u - 0.085, v - 0.39, u - 0.03, v - 0.39, u - 0.026, v - 0.46);
    float[] green = Light.of(0x2F5A34);
    float[] dark = Light.of(0x0B1A0E);
    Canvas.Shader shader =
        (x, y, out) -> {
          float half = y < v - 0.42f ? 0.027f : 0.085f;
          float nx = (x - u) / half;
          mix(green, dark, 0.25f + 0.75f * nx * nx + 0.1f * noise.octaves(x * 10, y * 5, 3), out);
          float left = (float) Math.exp(-Math.pow((nx + 0.62f) / 0.085f, 2));
          float right = 0.35f * (float) Math.exp(-Math.pow((nx - 0.75f) / 0.06f, 2));
          for (int c = 0; c < 3; c++) {
            out[c] +=
                0.75f * left + 0.25f * right + green[c] * 0.9f * smooth(0.1f, 0.7f, nx) * 0.5f;
          }
        };
    canvas.paint(glass, 0.0010f, 0.02f, shader);
    float[] paper = Light.of(0xE9DFC8);
    float[] ink = Light.of(0x7E2A2A);
    canvas.paint(
        rect(u - 0.085f, v - 0.24f, 0.17f, 0.16f),
        0.0008f,
        0.12f,
        (x, y, out) -> {
          float nx = (x - u) / 0.085f;
          boolean line =
              (Math.abs(y - v + 0.18f) < 0.012f && Math.abs(nx) < 0.6f)
                  || (Math.abs(y - v + 0.14f) < 0.004f && Math.abs(nx) < 0.5f);
          mix(paper, ink, line ? 0.85f : 0, out);
          Light.scale(out, Math.max(0.1f, 0.92f - 0.45f * nx - 0.25f * nx * nx));
        });
    canvas.paint(
        rect(u - 0.028f, v - 0.625f, 0.056f, 0.05f),
        0.001f,
        0.1f,
        (x, y, out) -> {
          System.arraycopy(Light.of(0x6A4A2C), 0, out, 0, 3);
          Light.scale(out, 1.0f - 14 * (x - u));
        });
  }

  static Shape rect(float u, float v, float w, float h) {
    return new Rectangle2D.Float(u, v, w, h);
  }

  static Canvas.Shader flat(float[] colour) {
    return (u, v, out) -> System.arraycopy(colour, 0, out, 0, 3);
  }
}
