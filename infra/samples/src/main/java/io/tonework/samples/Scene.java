package io.tonework.samples;

import java.util.Random;

/** The scenes that can be photographed. */
public enum Scene {
  /** Hills, lake and sky in the morning. */
  LANDSCAPE,
  /** Head and shoulders before a garden out of focus. */
  PORTRAIT,
  /** A living room with a bright window. */
  INTERIOR,
  /** Fruit and pottery on a wooden table. */
  PRODUCT,
  /** A wet street at night. */
  NIGHT_STREET,
  /** Sand, sea and a high sun. */
  BEACH,
  /** A house front in low sun. */
  FACADE,
  /** Flowers near, leaves far. */
  FLOWERS;

  void paint(Canvas canvas, long seed) {
    Noise noise = new Noise(seed);
    Random random = new Random(seed);
    switch (this) {
      case LANDSCAPE -> Outdoors.landscape(canvas, noise, random);
      case PORTRAIT -> Portrait.paint(canvas, noise, random);
      case INTERIOR -> Indoors.room(canvas, noise, random);
      case PRODUCT -> Indoors.table(canvas, noise, random);
      case NIGHT_STREET -> City.night(canvas, noise, random);
      case BEACH -> Outdoors.beach(canvas, noise, random);
      case FACADE -> City.facade(canvas, noise, random);
      case FLOWERS -> Flowers.paint(canvas, noise, random);
    }
  }
}
