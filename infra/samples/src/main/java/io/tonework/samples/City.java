package io.tonework.samples;

import static io.tonework.samples.Indoors.flat;
import static io.tonework.samples.Indoors.rect;
import static io.tonework.samples.Light.mix;
import static io.tonework.samples.Light.smooth;

import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.util.Random;

/** A wet street at night and a house front in low sun. */
final class City {
  private City() {}

  static void night(Canvas canvas, Noise noise, Random random) {
    float aspect = canvas.aspect();
    float vanishU = aspect * (0.45f + 0.1f * random.nextFloat());
    float vanishV = 0.56f;
    float[] high = Light.of(0x0A1024, 0.9f);
    float[] low = Light.of(0x3A2F3E, 0.8f);
    canvas.fill(0.03f, (u, v, out) -> mix(high, low, smooth(0, vanishV, v), out));
    for (int i = 0; i < 6; i++) {
      block(canvas, noise, random, vanishU, vanishV, i, -1);
      block(canvas, noise, random, vanishU, vanishV, i, 1);
    }
    for (int i = 5; i >= 0; i--) {
      float near = 1f / (1 + (5 - i) * 0.75f);
      for (int side = -1; side <= 1; side += 2) {
        lamp(canvas, vanishU + side * near * 0.52f, vanishV - 0.33f * near, near);
      }
    }
    for (int i = 0; i < 7; i++) {
      float near = 0.10f + 0.55f * random.nextFloat() * random.nextFloat();
      boolean coming = random.nextBoolean();
      float u = vanishU + (coming ? -1 : 1) * near * (0.10f + 0.14f * random.nextFloat());
      car(canvas, u, vanishV + near * 0.14f, near, coming);
    }
    road(canvas, noise, vanishU, vanishV);
  }

  private static void block(
      Canvas canvas, Noise noise, Random random, float vu, float vv, int index, int side) {
    float nearest = 1f / (1 + (5 - index) * 0.75f) * 1.25f;
    float farthest = 1f / (1 + (6 - index) * 0.75f) * 1.25f;
    float tall = 0.42f + 0.35f * random.nextFloat();
    float from = vu + side * nearest * 0.62f;
    float to = vu + side * farthest * 0.62f;
    if (index == 5) {
      from = vu + side * 2.2f;
      nearest = 2.2f / 0.62f;
    }
    float outer = nearest;
    Path2D wall = new Path2D.Float();
    wall.moveTo(from, vv - tall * nearest);
    wall.lineTo(to, vv - tall * farthest);
    wall.lineTo(to, vv + 0.10 * farthest);
    wall.lineTo(from, vv + 0.10 * nearest);
    float[] stone = Light.of(random.nextBoolean() ? 0x4A3A34 : 0x38383F, 0.16f + 0.10f * index / 5);
    float[] warm = Light.of(0xFFC878, 1.15f);
    float[] cool = Light.of(0xBFD6E8, 0.85f);
    float[] shop = Light.of(0xFFDFA8, 1.3f);
    int salt = random.nextInt(1000);
    canvas.paint(
        wall,
        0.0008f,
        0.25f,
        (u, v, out) -> {
          float near = Math.abs(u - vu) / 0.62f;
          float height = (vv - v) / near;
          float depth = 4.4f / near;
          float column = depth * 1.6f;
          float storey = height * 13;
          int c = (int) Math.floor(column);
          int s = (int) Math.floor(storey);
          float fc = column - c;
          float fs = storey - s;
          float own = noise.at(c * 3.7f + salt + 0.5f, s * 5.3f + 0.5f);
          System.arraycopy(stone, 0, out, 0, 3);
          float street = (float) Math.exp(-Math.max(0, height) * 7);
          for (int k = 0; k < 3; k++) {
            out[k] =
                out[k]
                    * (0.5f + 2.6f * street)
                    * (0.7f + 0.6f * noise.octaves(column * 6, storey * 6, 3));
          }
          boolean window = fc > 0.28f && fc < 0.74f && fs > 0.25f && fs < 0.8f && s >= 1;
          if (window) {
            if (own > 0.60f) {
              mix(out, own > 0.74f ? warm : cool, 0.75f, out);
              Light.scale(out, 0.35f + 1.6f * (own - 0.55f) * (1.2f - fs * 0.5f));
            } else {
              Light.scale(out, 0.45f);
            }
          } else if (s == 0 && fc > 0.1f && fc < 0.9f && fs < 0.72f && own > 0.42f) {
            mix(out, shop, 0.7f * (0.5f + noise.octaves(column * 11, storey * 9, 2)), out);
          }
          Light.scale(out, outer > 3 ? 0.75f : 1);
        });
  }

  private static void lamp(Canvas canvas, float u, float v, float near) {
    float[] iron = Light.of(0x14110F, 0.5f);
    canvas.paint(rect(u - 0.003f * near, v, 0.006f * near, 0.43f * near), 0.0004f, 0, flat(iron));
    float[] sodium = Light.of(0xFFB45A);
    canvas.glow(u, v, 0.034f * near, sodium, 2.6f);
    canvas.glow(u, v, 0.15f * near, sodium, 0.16f);
  }

  private static void car(Canvas canvas, float u, float v, float near, boolean coming) {
    float[] lights = coming ? Light.of(0xFFF3DC) : Light.of(0xFF2A1C);
    float[] body = Light.of(0x15161A, 0.5f);
    canvas.paint(
        new Ellipse2D.Float(u - 0.075f * near, v - 0.075f * near, 0.15f * near, 0.11f * near),
        0.002f * near,
        0.02f,
        flat(body));
    for (int side = -1; side <= 1; side += 2) {
      canvas.glow(
          u + side * 0.05f * near,
          v - 0.01f * near,
          (coming ? 0.020f : 0.012f) * near,
          lights,
          coming ? 2.4f : 1.5f);
    }
  }

  /** Wet asphalt: what is above the kerb again, smeared downwards and broken by ripples. */
  private static void road(Canvas canvas, Noise noise, float vu, float vv) {
    Path2D road = new Path2D.Float();
    float aspect = canvas.aspect();
    road.moveTo(vu - 0.02, vv + 0.012);
    road.lineTo(vu + 0.02, vv + 0.012);
    road.lineTo(aspect + 1.2, 1.6);
    road.lineTo(-1.2, 1.6);
    float[] before = canvas.light.clone();
    float[] asphalt = Light.of(0x23242A, 0.30f);
    canvas.paint(
        road,
        0.003f,
        0.30f,
        (u, v, out) -> {
          float depth = v - vv;
          float grit = noise.octaves(u * 60 / (0.2f + depth * 2), v * 160, 3);
          float ripple = noise.octaves(u * 9 / (0.12f + depth), v * 60 / (0.25f + depth), 3) - 0.5f;
          float wet = smooth(0.30f, 0.62f, noise.octaves(u * 2.4f, v * 6, 3));
          int x =
              Math.clamp(
                  (int) ((u + ripple * 0.05f * (0.3f + depth)) * canvas.height),
                  0,
                  canvas.width - 1);
          float[] mirrored = new float[3];
          for (int tap = 0; tap < 5; tap++) {
            float up = vv - depth * (0.72f + 0.11f * tap) + ripple * 0.06f;
            int y = Math.clamp((int) (up * canvas.height), 0, canvas.height - 1);
            for (int c = 0; c < 3; c++) {
              mirrored[c] += before[(y * canvas.width + x) * 3 + c] * 0.2f;
            }
          }
          for (int c = 0; c < 3; c++) {
            out[c] =
                asphalt[c] * (0.5f + grit)
                    + mirrored[c] * (0.10f + 0.55f * wet) * (1.1f - 0.5f * depth);
          }
        });
  }

  static void facade(Canvas canvas, Noise noise, Random random) {
    float aspect = canvas.aspect();
    Outdoors.sky(canvas, noise, aspect * 1.1f, 0.5f, 0x3F7FC4, 0xC3DCEC, 0xFFEFD0);
    int[] walls = {0xD9A066, 0xC4694A, 0xE2C98F, 0xB9C2B0};
    float[] wall = Light.of(walls[random.nextInt(walls.length)], 1.05f);
    float[] stone = Light.of(0xE9DFCB);
    float roof = 0.10f;
    canvas.paint(
        rect(-0.1f, roof, aspect + 0.2f, 1),
        0.0008f,
        0.4f,
        (u, v, out) -> {
          float plaster = noise.octaves(u * 6, v * 6, 6);
          float stains = noise.octaves(u * 14, v * 1.6f, 4);
          System.arraycopy(wall, 0, out, 0, 3);
          Light.scale(out, (0.72f + 0.36f * plaster) * (0.84f + 0.22f * stains));
        });
    cornice(canvas, aspect, roof, stone);
    int columns = Math.max(2, Math.round(aspect * 3.3f));
    float pitch = aspect / columns;
    for (int row = 0; row < 3; row++) {
      float top = roof + 0.10f + row * 0.285f;
      for (int column = 0; column < columns; column++) {
        window(
            canvas, noise, random, pitch * (column + 0.5f), top, pitch * 0.36f, 0.18f, stone, row);
      }
      if (row < 2) {
        canvas.paint(
            rect(-0.1f, top + 0.232f, aspect + 0.2f, 0.012f),
            0.0006f,
            0.15f,
            flat(Light.of(0xE9DFCB, 0.95f)));
        canvas.paint(
            rect(-0.1f, top + 0.244f, aspect + 0.2f, 0.014f),
            0.003f,
            0.2f,
            (u, v, out) -> Light.scale(out, 0.58f));
      }
    }
    Path2D shadow = new Path2D.Float();
    shadow.moveTo(-0.1, 0.42);
    shadow.lineTo(aspect * 0.16, 0.50);
    shadow.lineTo(aspect * 0.17, 0.60);
    shadow.lineTo(aspect * 0.38, 0.70);
    shadow.lineTo(aspect * 0.40, 1.1);
    shadow.lineTo(-0.1, 1.1);
    float[] cool = {0.34f, 0.40f, 0.52f};
    canvas.paint(
        canvas.coverage(shadow, 0.004f),
        0.4f,
        1,
        (u, v, out) -> {
          for (int c = 0; c < 3; c++) {
            out[c] *= cool[c];
          }
        });
  }

  private static void cornice(Canvas canvas, float aspect, float roof, float[] stone) {
    canvas.paint(
        rect(-0.1f, roof - 0.035f, aspect + 0.2f, 0.045f),
        0.0006f,
        0.2f,
        (u, v, out) -> {
          System.arraycopy(stone, 0, out, 0, 3);
          Light.scale(out, 0.7f + 9 * Math.abs(v - roof + 0.01f));
        });
    canvas.paint(
        rect(-0.1f, roof + 0.010f, aspect + 0.2f, 0.03f),
        0.005f,
        0.3f,
        (u, v, out) -> Light.scale(out, 0.5f));
  }

  private static void window(
      Canvas canvas,
      Noise noise,
      Random random,
      float u,
      float v,
      float w,
      float h,
      float[] stone,
      int row) {
    float b = 0.014f;
    canvas.paint(
        rect(u - w / 2 + 0.01f, v + 0.006f, w + b, h + b),
        0.006f,
        0.2f,
        (x, y, out) -> Light.scale(out, 0.6f));
    canvas.paint(
        rect(u - w / 2 - b, v - b * 1.4f, w + 2 * b, h + b * 2.2f), 0.0005f, 0.15f, flat(stone));
    float[] glass = Light.of(0x27343F, 0.7f);
    float[] sky = Light.of(0xA9CBE4, 0.85f);
    float lit = 0.35f + 0.5f * random.nextFloat();
    int salt = random.nextInt(100);
    canvas.paint(
        rect(u - w / 2, v, w, h),
        0.0005f,
        0.02f,
        (x, y, out) -> {
          float reflection = noise.octaves(x * 5 + salt, y * 5, 4);
          mix(
              glass,
              sky,
              lit * smooth(0.35f, 0.65f, reflection) + 0.15f * smooth(v + h, v, y),
              out);
          Light.scale(
              out,
              0.45f + 0.55f * smooth(v, v + 0.035f, y) * smooth(u - w / 2, u - w / 2 + 0.02f, x));
        });
    float[] frame = Light.of(0xF0ECE2, 0.85f);
    canvas.paint(rect(u - 0.0035f, v, 0.007f, h), 0.0004f, 0.05f, flat(frame));
    canvas.paint(rect(u - w / 2, v + h * 0.34f, w, 0.006f), 0.0004f, 0.05f, flat(frame));
    if (random.nextInt(3) > 0) {
      float[] paint = Light.of(new int[] {0x3F6B5A, 0x44698F, 0x7C4A3A}[salt % 3], 0.85f);
      for (int side = -1; side <= 1; side += 2) {
        float from = side < 0 ? u - w / 2 - b - w * 0.46f : u + w / 2 + b;
        canvas.paint(
            rect(from, v - b, w * 0.45f, h + b * 1.6f),
            0.0006f,
            0.15f,
            (x, y, out) -> {
              float slat = (y - v) * 75 - (float) Math.floor((y - v) * 75);
              System.arraycopy(paint, 0, out, 0, 3);
              Light.scale(out, 0.62f + 0.5f * slat);
            });
      }
    }
    if (row > 0) {
      for (int i = 0; i < 34; i++) {
        float bu = u + (random.nextFloat() - 0.5f) * w * 1.1f;
        float bv = v + h + 0.004f - 0.028f * random.nextFloat();
        float size = 0.006f + 0.009f * random.nextFloat();
        float[] leaf =
            Light.of(
                random.nextInt(4) == 0 ? 0xC8323E : random.nextBoolean() ? 0x4F7A2F : 0x34561F);
        canvas.paint(new Ellipse2D.Float(bu, bv, size, size * 0.8f), 0.0005f, 0.3f, flat(leaf));
      }
    }
    canvas.paint(
        rect(u - w / 2 - b * 1.6f, v + h + b * 0.6f, w + b * 3.2f, 0.013f),
        0.0005f,
        0.15f,
        flat(stone));
  }
}
