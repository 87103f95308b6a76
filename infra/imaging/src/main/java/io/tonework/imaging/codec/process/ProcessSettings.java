package io.tonework.imaging.codec.process;

import io.tonework.imaging.codec.develop.DevelopingCodec;
import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.imaging.file.format.ImageLimits;
import java.time.Duration;
import java.util.Set;

/**
 * How codec processes are run.
 *
 * @param processes most that run at once; each works on one photo at a time
 * @param limits what is refused before decoding
 * @param formats opt-in formats that are read
 * @param heapBytes largest Java heap of a process
 * @param addressSpaceBytes most address space of a process, where the system can hold it to that:
 *     heap, code and native memory together; 0 for no limit
 * @param patience longest time for a process to start, and for a call that has no deadline
 * @param photosPerProcess calls after which a process is replaced, so that what leaks has an end
 */
public record ProcessSettings(
    int processes,
    ImageLimits limits,
    Set<ImageFormat> formats,
    long heapBytes,
    long addressSpaceBytes,
    Duration patience,
    int photosPerProcess) {
  private static final long MIB = 1L << 20;
  private static final long HEAP_BESIDE_FILES = 96 * MIB;
  private static final long ADDRESS_SPACE = 4096 * MIB;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int PHOTOS = 10_000;

  /** Checks the ranges and copies the set. */
  public ProcessSettings {
    formats = Set.copyOf(formats);
    if (!formats.stream().allMatch(ImageFormat::isOptIn)) {
      throw new IllegalArgumentException("only jxl and raw can be switched on, not " + formats);
    }
    if (processes < 1 || heapBytes < 16 * MIB || photosPerProcess < 1) {
      throw new IllegalArgumentException(
          "at least 1 process, 16 MiB of heap and 1 photo are needed, not %d, %d bytes and %d"
              .formatted(processes, heapBytes, photosPerProcess));
    }
    if (addressSpaceBytes != 0 && addressSpaceBytes < heapBytes + 512 * MIB) {
      throw new IllegalArgumentException(
          "an address space of %d bytes does not hold a heap of %d and the JVM beside it"
              .formatted(addressSpaceBytes, heapBytes));
    }
    if (!patience.isPositive()) {
      throw new IllegalArgumentException("patience must be positive, not " + patience);
    }
  }

  /**
   * That many processes, with room for the largest file that passes the limits: as it came, as it
   * is written, and as it is written with its metadata.
   */
  public static ProcessSettings of(int processes, ImageLimits limits) {
    long heap = HEAP_BESIDE_FILES + 3 * limits.maxBytes();
    return new ProcessSettings(
        processes, limits, Set.of(), heap, heap + ADDRESS_SPACE, PATIENCE, PHOTOS);
  }

  /** The same with opt-in formats, and with room for the pictures that are made of them. */
  public ProcessSettings withFormats(Set<ImageFormat> switchedOn) {
    long more =
        switchedOn.isEmpty() ? 0 : 3 * (DevelopingCodec.developedBytes(limits) - limits.maxBytes());
    return new ProcessSettings(
        processes,
        limits,
        switchedOn,
        heapBytes + more,
        addressSpaceBytes == 0 ? 0 : addressSpaceBytes + more,
        patience,
        photosPerProcess);
  }

  /** The same with another longest time for a call. */
  public ProcessSettings withPatience(Duration other) {
    return new ProcessSettings(
        processes, limits, formats, heapBytes, addressSpaceBytes, other, photosPerProcess);
  }

  /** The same with another number of photos for each process. */
  public ProcessSettings withPhotosPerProcess(int photos) {
    return new ProcessSettings(
        processes, limits, formats, heapBytes, addressSpaceBytes, patience, photos);
  }
}
