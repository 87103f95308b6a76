package io.tonework.render;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** Every metric of this module. */
public enum RenderMetric {
  FETCH("tonework.render.fetch", "Time to read a plan and its original from the store"),
  WAIT("tonework.render.wait", "Time that a fetched photo waits for a render thread"),
  LATTICE("tonework.render.lattice", "Time to evaluate the renderer on a lattice"),
  IMAGE(
      "tonework.render.image",
      "Time to decode, interpolate and encode a photo: one pass, band by band"),
  CUBE("tonework.render.cube", "Time to write a look as a .cube file"),
  PUT(
      "tonework.render.put",
      "Time to write the finished photo to the store, and the .cube file where it is asked for"),
  PIXELS("tonework.render.pixels", "Pixels of finished photos"),
  BYTES("tonework.render.bytes", "Bytes of originals and finished photos; tag direction: in, out"),
  LATTICE_CACHE("tonework.render.lattice.cache", "Looks asked for; tag outcome: hit, miss"),
  METADATA_LOST(
      "tonework.render.metadata.lost",
      "Finished photos without some metadata that the original had"),
  PHOTOS(
      "tonework.render.photos",
      "Photos handled; tag outcome: rendered, republished (the result was there already)");

  private final String meterName;
  private final String description;

  RenderMetric(String meterName, String description) {
    this.meterName = meterName;
    this.description = description;
  }

  /** The name in the registry. */
  public String meterName() {
    return meterName;
  }

  /** What it counts or measures, and its tags. */
  public String description() {
    return description;
  }

  Timer timer(MeterRegistry meters) {
    return Timer.builder(meterName)
        .description(description)
        .publishPercentileHistogram()
        .register(meters);
  }

  Counter counter(MeterRegistry meters, String... tags) {
    return Counter.builder(meterName).description(description).tags(tags).register(meters);
  }
}
