package io.tonework.samples;

import static io.tonework.samples.Light.mix;
import static io.tonework.samples.Light.smooth;

import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.util.Random;

/** Head and shoulders before a garden out of focus: skin in soft light from the upper left. */
final class Portrait {
  private static final int[] SKIN = {0xE9BFA2, 0xD9A783, 0xB57F5C, 0x8F6244, 0xF0CDB6};
  private static final int[] HAIR = {0x2A1C14, 0x4A2F1C, 0x8A6236, 0x17110E, 0x6B3A22};
  private static final int[] CLOTH = {0x2E5C8A, 0x8C2F3A, 0xE6E0D6, 0x3D5B46, 0x6A4C82};

  private final Canvas canvas;
  private final Noise noise;
  private final float u;
  private final float v = 0.40f;
  private final float wide = 0.165f;
  private final float tall = 0.225f;
  private final float[] skin;
  private final float[] blush;
  private final float[] shade;
  private final float[] hair;
  private final float[] cloth;

  private Portrait(Canvas canvas, Noise noise, Random random) {
    this.canvas = canvas;
    this.noise = noise;
    this.u = canvas.aspect() * 0.5f + 0.04f * (random.nextFloat() - 0.5f);
    int tone = random.nextInt(SKIN.length);
    skin = Light.of(SKIN[tone], 1.02f);
    blush = new float[] {skin[0] * 1.02f, skin[1] * 0.72f, skin[2] * 0.68f};
    shade = new float[] {skin[0] * 0.36f, skin[1] * 0.26f, skin[2] * 0.22f};
    hair = Light.of(HAIR[random.nextInt(HAIR.length)]);
    cloth = Light.of(CLOTH[random.nextInt(CLOTH.length)]);
  }

  static void paint(Canvas canvas, Noise noise, Random random) {
    Flowers.foliage(canvas, noise, random);
    canvas.blur(0.016f);
    Portrait portrait = new Portrait(canvas, noise, random);
    portrait.hairBehind();
    portrait.shoulders();
    portrait.neck();
    portrait.head();
    portrait.features();
    portrait.fringe();
  }

  private void hairBehind() {
    Path2D back = new Path2D.Float();
    back.moveTo(u - wide * 1.22, v + tall * 1.5);
    back.curveTo(u - wide * 1.55, v, u - wide * 1.25, v - tall * 1.42, u, v - tall * 1.32);
    back.curveTo(
        u + wide * 1.25, v - tall * 1.42, u + wide * 1.55, v, u + wide * 1.22, v + tall * 1.5);
    back.curveTo(
        u + wide * 0.6,
        v + tall * 1.7,
        u - wide * 0.6,
        v + tall * 1.7,
        u - wide * 1.22,
        v + tall * 1.5);
    canvas.paint(back, 0.004f, 0.25f, this::strands);
  }

  private void strands(float x, float y, float[] out) {
    float side = (x - u) / wide;
    float strand = noise.octaves(side * 34 + 5 * (y - v), (y - v) * 3, 3);
    float sheen = (float) Math.exp(-Math.pow((y - v + tall * 0.85f) / 0.045f, 2));
    float lit = 0.45f + 0.8f * strand + sheen * (1.2f - 0.7f * side) * strand;
    System.arraycopy(hair, 0, out, 0, 3);
    Light.scale(out, lit * (1.05f - 0.3f * side));
    for (int c = 0; c < 3; c++) {
      out[c] += 0.03f * sheen * strand;
    }
  }

  private void shoulders() {
    Path2D body = new Path2D.Float();
    body.moveTo(u - 0.50, 1.05);
    body.curveTo(u - 0.47, 0.80, u - 0.36, 0.745, u - 0.13, 0.70);
    body.curveTo(u - 0.06, 0.80, u + 0.06, 0.80, u + 0.13, 0.70);
    body.curveTo(u + 0.36, 0.745, u + 0.47, 0.80, u + 0.50, 1.05);
    canvas.paint(
        body,
        0.0015f,
        0.3f,
        (x, y, out) -> {
          float folds = noise.octaves((x - u) * 7 + (y - 0.7f) * 4, (y - 0.7f) * 3, 4);
          float weave = noise.at(x * 400, y * 400);
          float side = (x - u) / 0.45f;
          System.arraycopy(cloth, 0, out, 0, 3);
          float edge = 1 - 0.45f * side * side;
          Light.scale(
              out, (0.45f + 0.8f * folds) * edge * (1 - 0.25f * side) * (0.94f + 0.1f * weave));
        });
  }

  private void neck() {
    Path2D neck = new Path2D.Float();
    neck.moveTo(u - 0.078, v + tall * 0.5);
    neck.curveTo(u - 0.075, v + tall * 1.2, u - 0.09, 0.70, u - 0.135, 0.705);
    neck.curveTo(u - 0.06, 0.81, u + 0.06, 0.81, u + 0.135, 0.705);
    neck.curveTo(u + 0.09, 0.70, u + 0.075, v + tall * 1.2, u + 0.078, v + tall * 0.5);
    canvas.paint(
        neck,
        0.0015f,
        0.06f,
        (x, y, out) -> {
          float side = (x - u) / 0.1f;
          float under = smooth(v + tall * 1.32f, v + tall * 0.93f, y);
          mix(skin, shade, 0.25f + 0.45f * smooth(-0.6f, 1.2f, side) + 0.45f * under, out);
        });
  }

  private Shape face(float grow) {
    Path2D face = new Path2D.Float();
    double w = wide * grow;
    double h = tall * grow;
    face.moveTo(u, v - h);
    face.curveTo(u + w * 0.85, v - h, u + w * 1.08, v - h * 0.45, u + w, v + h * 0.05);
    face.curveTo(u + w * 0.95, v + h * 0.55, u + w * 0.5, v + h * 1.06, u, v + h * 1.08);
    face.curveTo(u - w * 0.5, v + h * 1.06, u - w * 0.95, v + h * 0.55, u - w, v + h * 0.05);
    face.curveTo(u - w * 1.08, v - h * 0.45, u - w * 0.85, v - h, u, v - h);
    return face;
  }

  private void head() {
    canvas.paint(
        face(1),
        0.0018f,
        0.05f,
        (x, y, out) -> {
          float nx = (x - u) / wide;
          float ny = (y - v) / (tall * 1.05f);
          float nz = (float) Math.sqrt(Math.max(0.02f, 1 - 0.92f * nx * nx - 0.8f * ny * ny));
          float key = Math.max(0, -0.50f * nx - 0.42f * ny + 0.76f * nz);
          float fill = Math.max(0, 0.6f * nx + 0.3f * nz);
          float lit = 0.16f + 0.98f * key + 0.16f * fill;
          mix(shade, skin, lit, out);
          float cheeks = bump(x, y, -0.52f, 0.28f, 0.30f) + bump(x, y, 0.52f, 0.28f, 0.30f);
          mix(out, blush, 0.38f * cheeks, out);
          float shine = bump(x, y, -0.22f, -0.55f, 0.32f) + 0.7f * bump(x, y, -0.5f, 0.14f, 0.16f);
          float pores = noise.octaves(x * 240, y * 240, 2) - 0.5f;
          Light.scale(out, 1 + 0.16f * shine * key + 0.05f * pores);
        });
  }

  /** A soft spot on the face; coordinates and size in units of its half width and height. */
  private float bump(float x, float y, float cx, float cy, float size) {
    float dx = ((x - u) / wide - cx) / size;
    float dy = ((y - v) / tall - cy) / size;
    return (float) Math.exp(-dx * dx - dy * dy);
  }

  private void features() {
    for (int side = -1; side <= 1; side += 2) {
      eye(u + side * wide * 0.43f, v - tall * 0.06f, side);
    }
    nose();
    mouth();
  }

  private void darken(Shape shape, float softness, float[] colour, float share) {
    canvas.paint(shape, softness, 0.04f, (x, y, out) -> mix(out, colour, share, out));
  }

  private void eye(float ex, float ey, int side) {
    float w = wide * 0.235f;
    float h = tall * 0.062f;
    darken(
        new Ellipse2D.Float(ex - w * 1.5f, ey - h * 3.2f, w * 3f, h * 5.6f), 0.016f, shade, 0.42f);
    Path2D brow = new Path2D.Float();
    brow.moveTo(ex - side * w * 1.25, ey - h * 2.7);
    brow.quadTo(ex + side * w * 0.2, ey - h * 4.3, ex + side * w * 1.45, ey - h * 2.6);
    brow.quadTo(ex + side * w * 0.2, ey - h * 3.4, ex - side * w * 1.25, ey - h * 2.0);
    darken(brow, 0.0022f, hair, 0.72f);
    Path2D lid = new Path2D.Float();
    lid.moveTo(ex - w, ey + h * 0.15);
    lid.curveTo(ex - w * 0.5, ey - h * 1.35, ex + w * 0.5, ey - h * 1.35, ex + w, ey);
    lid.curveTo(ex + w * 0.5, ey + h * 1.0, ex - w * 0.5, ey + h * 1.0, ex - w, ey + h * 0.15);
    Canvas.Coverage open = canvas.coverage(lid, 0.0012f);
    float[] white = Light.of(0xD9D2CC, 0.86f);
    float[] iris = Light.of(0x4A3524);
    float[] black = Light.of(0x080605);
    float radius = h * 1.12f;
    canvas.paint(
        open,
        0.02f,
        1,
        (x, y, out) -> {
          float d = (float) Math.hypot(x - ex, y - ey + h * 0.12f) / radius;
          float[] pupil = new float[3];
          mix(black, iris, smooth(0.35f, 0.55f, d), pupil);
          mix(pupil, white, smooth(0.88f, 1.08f, d), out);
          Light.scale(out, 0.5f + 0.55f * smooth(ey - h, ey + h * 0.3f, y));
        });
    Path2D lashes = new Path2D.Float();
    lashes.moveTo(ex - w * 1.05, ey + h * 0.25);
    lashes.curveTo(ex - w * 0.5, ey - h * 1.75, ex + w * 0.5, ey - h * 1.75, ex + w * 1.05, ey);
    lashes.curveTo(
        ex + w * 0.5, ey - h * 1.15, ex - w * 0.5, ey - h * 1.15, ex - w * 1.05, ey + h * 0.25);
    darken(lashes, 0.0014f, black, 0.85f);
    float glint = h * 0.28f;
    canvas.paint(
        new Ellipse2D.Float(ex - radius * 0.42f, ey - h * 0.62f, glint, glint),
        0.0008f,
        0,
        (x, y, out) -> System.arraycopy(new float[] {1, 1, 1}, 0, out, 0, 3));
  }

  private void nose() {
    Path2D flank = new Path2D.Float();
    flank.moveTo(u + wide * 0.05, v - tall * 0.02);
    flank.curveTo(
        u + wide * 0.12,
        v + tall * 0.2,
        u + wide * 0.20,
        v + tall * 0.34,
        u + wide * 0.22,
        v + tall * 0.42);
    flank.curveTo(
        u + wide * 0.14, v + tall * 0.50, u, v + tall * 0.50, u - wide * 0.06, v + tall * 0.47);
    flank.curveTo(
        u + wide * 0.05,
        v + tall * 0.3,
        u + wide * 0.02,
        v + tall * 0.1,
        u + wide * 0.05,
        v - tall * 0.02);
    darken(flank, 0.010f, shade, 0.42f);
    for (int side = -1; side <= 1; side += 2) {
      darken(
          new Ellipse2D.Float(
              u + side * wide * 0.115f - wide * 0.06f,
              v + tall * 0.445f,
              wide * 0.12f,
              tall * 0.035f),
          0.0035f,
          shade,
          0.75f);
    }
    canvas.paint(
        new Ellipse2D.Float(u - wide * 0.10f, v + tall * 0.28f, wide * 0.13f, tall * 0.13f),
        0.010f,
        0.05f,
        (x, y, out) -> Light.scale(out, 1.16f));
  }

  private void mouth() {
    float my = v + tall * 0.66f;
    float w = wide * 0.40f;
    float h = tall * 0.058f;
    float[] lip = new float[] {skin[0] * 0.72f, skin[1] * 0.34f, skin[2] * 0.34f};
    float corner = my - h * 0.75f;
    Path2D upper = new Path2D.Float();
    upper.moveTo(u - w, corner);
    upper.curveTo(u - w * 0.5, my - h * 1.25, u - w * 0.18, my - h * 1.25, u, my - h * 0.8);
    upper.curveTo(u + w * 0.18, my - h * 1.25, u + w * 0.5, my - h * 1.25, u + w, corner);
    upper.quadTo(u, my + h * 1.1, u - w, corner);
    Path2D lower = new Path2D.Float();
    lower.moveTo(u - w, corner);
    lower.quadTo(u, my + h * 0.9, u + w, corner);
    lower.curveTo(u + w * 0.5, my + h * 1.75, u - w * 0.5, my + h * 1.75, u - w, corner);
    canvas.paint(
        upper,
        0.0022f,
        0.05f,
        (x, y, out) -> {
          mix(out, lip, 0.85f, out);
          Light.scale(out, 0.78f);
        });
    canvas.paint(
        lower,
        0.0022f,
        0.05f,
        (x, y, out) -> {
          mix(out, lip, 0.75f, out);
          Light.scale(out, 0.94f + 0.35f * bump(x, y, -0.1f, 0.73f, 0.10f));
        });
    Path2D line = new Path2D.Float();
    line.moveTo(u - w * 1.06, corner - h * 0.15);
    line.quadTo(u, my + h * 1.15, u + w * 1.06, corner - h * 0.15);
    line.quadTo(u, my + h * 0.75, u - w * 1.06, corner - h * 0.15);
    darken(line, 0.0014f, shade, 0.75f);
    darken(
        new Ellipse2D.Float(u - w * 0.6f, my + h * 1.7f, w * 1.2f, h * 0.9f), 0.008f, shade, 0.25f);
  }

  private void fringe() {
    Path2D front = new Path2D.Float();
    front.moveTo(u - wide * 1.16, v + tall * 0.35);
    front.curveTo(
        u - wide * 1.45, v - tall * 0.6, u - wide * 0.9, v - tall * 1.36, u, v - tall * 1.30);
    front.curveTo(
        u + wide * 0.9,
        v - tall * 1.36,
        u + wide * 1.45,
        v - tall * 0.6,
        u + wide * 1.16,
        v + tall * 0.35);
    front.curveTo(
        u + wide * 1.02,
        v - tall * 0.2,
        u + wide * 0.9,
        v - tall * 0.62,
        u + wide * 0.28,
        v - tall * 0.86);
    front.curveTo(
        u - wide * 0.3,
        v - tall * 0.62,
        u - wide * 0.95,
        v - tall * 0.55,
        u - wide * 1.16,
        v + tall * 0.35);
    canvas.paint(front, 0.0045f, 0.25f, this::strands);
  }
}
