package io.tonework.ingest.intake;

import io.tonework.imaging.fault.CorruptImage;
import io.tonework.imaging.fault.ImageException;
import io.tonework.imaging.fault.TooManyPixels;
import io.tonework.imaging.fault.UnsupportedImage;
import io.tonework.imaging.file.ImageSniffer;
import io.tonework.imaging.file.PictureFile;
import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.imaging.file.format.ImageInfo;
import io.tonework.imaging.file.format.ImageLimits;
import io.tonework.ingest.multipart.SpooledFile;
import io.tonework.service.problem.Problem;
import io.tonework.service.problem.ProblemException;
import io.tonework.service.problem.ProblemType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;

/**
 * Refuses what is no photograph, by its bytes and before a pixel is decoded. Names and media types
 * that the sender gave are not asked. Thread-safe.
 */
public final class PhotoChecks {
  // the limits are checked here, where they can be told as numbers; one picture is all we retouch
  private static final ImageLimits ONE_FRAME =
      new ImageLimits(Long.MAX_VALUE, Long.MAX_VALUE, Integer.MAX_VALUE, 1);

  private static final int HEADER_BYTES = 1 << 20;

  // such a probe holds a whole file in memory, so they run one at a time
  private final Semaphore probes = new Semaphore(1);
  private final IngestLimits limits;
  private final Set<ImageFormat> optIn;

  /** Checks against these limits, without opt-in formats. */
  public PhotoChecks(IngestLimits limits) {
    this(limits, Set.of());
  }

  /**
   * Checks against these limits.
   *
   * @param optIn opt-in formats that are switched on; the planner measures photos of these
   */
  public PhotoChecks(IngestLimits limits, Set<ImageFormat> optIn) {
    this.limits = limits;
    this.optIn = Set.copyOf(optIn);
  }

  /**
   * Checks the whole file.
   *
   * @param field names the photo in a problem
   * @return its format
   */
  ImageFormat check(SpooledFile file, String field) {
    // a raw file is told from a TIFF by directories that may lie behind the first bytes
    byte[] head = file.head(HEADER_BYTES);
    ImageFormat format = checkFormat(head, field);
    if (format.isOptIn()) {
      return format;
    }
    ImageInfo info = probe(file, head, field);
    checkPixels(info, field);
    return info.format();
  }

  /** Checks by the first {@link ImageSniffer#HEAD_BYTES} bytes. */
  ImageFormat checkFormat(byte[] head, String field) {
    try {
      return ImageSniffer.require(head, optIn);
    } catch (UnsupportedImage e) {
      throw refusal(ProblemType.UNSUPPORTED_FORMAT, field, String.valueOf(e.getMessage()));
    }
  }

  private ImageInfo probe(SpooledFile file, byte[] head, String field) {
    try {
      return file.sizeBytes() <= head.length
          ? PictureFile.of(head, ONE_FRAME).info()
          : beginning(head).orElseGet(() -> wholeFile(file));
    } catch (CorruptImage e) {
      throw refusal(ProblemType.CORRUPT_IMAGE, field, String.valueOf(e.getMessage()));
    } catch (TooManyPixels e) {
      throw refusal(ProblemType.TOO_MANY_PIXELS, field, String.valueOf(e.getMessage()));
    } catch (ImageException e) {
      throw refusal(ProblemType.UNSUPPORTED_FORMAT, field, String.valueOf(e.getMessage()));
    }
  }

  /**
   * What the beginning of a larger file tells; empty when it does not suffice, as when a TIFF has
   * its header last.
   */
  private static Optional<ImageInfo> beginning(byte[] head) {
    try {
      return Optional.of(PictureFile.of(head, ONE_FRAME).info());
    } catch (ImageException e) {
      return Optional.empty();
    }
  }

  private ImageInfo wholeFile(SpooledFile file) {
    probes.acquireUninterruptibly();
    try {
      return PictureFile.of(Files.readAllBytes(file.path()), ONE_FRAME).info();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read back " + file.path(), e);
    } finally {
      probes.release();
    }
  }

  private void checkPixels(ImageInfo info, String field) {
    int longer = Math.max(info.width(), info.height());
    String size = "the photo has " + info.width() + " x " + info.height() + " pixels";
    if (longer > limits.maxSidePixels()) {
      throw new ProblemException(
          Problem.of(
                  ProblemType.TOO_MANY_PIXELS,
                  size + "; a side may have at most " + limits.maxSidePixels())
              .at(field, longer)
              .limitedTo(limits.maxSidePixels()));
    }
    if (info.pixels() > limits.maxPixels()) {
      throw new ProblemException(
          Problem.of(
                  ProblemType.TOO_MANY_PIXELS,
                  size + ", " + info.pixels() + " in all; the limit is " + limits.maxPixels())
              .at(field, info.pixels())
              .limitedTo(limits.maxPixels()));
    }
  }

  private static ProblemException refusal(ProblemType type, String field, String detail) {
    return new ProblemException(Problem.of(type, detail).at(field, null));
  }
}
