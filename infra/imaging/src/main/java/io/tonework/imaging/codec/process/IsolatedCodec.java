package io.tonework.imaging.codec.process;

import io.tonework.imaging.codec.Deadline;
import io.tonework.imaging.codec.ImageCodec;
import io.tonework.imaging.codec.RenderedImage;
import io.tonework.imaging.file.EncodeOptions;
import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.imaging.file.format.ImageInfo;
import io.tonework.imaging.pixels.RgbImage;
import io.tonework.imaging.region.ColourMap;

/**
 * The best codec of this machine, run in processes of its own. A process that crashes takes down
 * the attempt at one photo, which ends in {@link io.tonework.imaging.fault.CodecCrashed}; at a
 * deadline the process is ended, whatever native code it is in; its memory is bounded; it is not
 * given the environment of this one. Processes are started when needed and used for many photos.
 */
public final class IsolatedCodec implements ImageCodec {
  private final ChildPool pool;
  private final Reply.Ready ready;
  private final ProcessSettings settings;

  private IsolatedCodec(ProcessSettings settings, ChildPool pool) {
    this.settings = settings;
    this.pool = pool;
    this.ready = pool.ready();
  }

  /**
   * Starts the first process.
   *
   * @throws RuntimeException if it does not start
   */
  public static IsolatedCodec start(ProcessSettings settings) {
    return new IsolatedCodec(settings, new ChildPool(settings));
  }

  @Override
  public String name() {
    return ready.codec() + ", in a process of its own";
  }

  @Override
  public boolean canDecode(ImageFormat format) {
    return ready.decodes().contains(format);
  }

  @Override
  public boolean canEncode(ImageFormat format) {
    return ready.encodes().contains(format);
  }

  @Override
  public ImageInfo probe(byte[] file) {
    settings.limits().checkBytes(file.length);
    return switch (ask(new Request.Probe(file), Deadline.NONE)) {
      case Reply.Probed(ImageInfo info) -> info;
      case Reply other -> throw failure(other);
    };
  }

  @Override
  public RgbImage thumbnail(byte[] file, int maxSidePixels, Deadline deadline) {
    settings.limits().checkBytes(file.length);
    deadline.check("decoding");
    return switch (ask(new Request.Thumbnail(file, maxSidePixels), deadline)) {
      case Reply.Small(RgbImage image) -> image;
      case Reply other -> throw failure(other);
    };
  }

  @Override
  public RenderedImage render(
      byte[] original, ColourMap map, EncodeOptions options, Deadline deadline) {
    settings.limits().checkBytes(original.length);
    deadline.check("decoding");
    return switch (ask(new Request.Render(original, map, options), deadline)) {
      case Reply.Finished(RenderedImage image) -> image;
      case Reply other -> throw failure(other);
    };
  }

  /** A call without a deadline must end all the same. */
  private Reply ask(Request request, Deadline deadline) {
    return pool.ask(
        request, deadline.equals(Deadline.NONE) ? Deadline.in(settings.patience()) : deadline);
  }

  private static RuntimeException failure(Reply reply) {
    return switch (reply) {
      case Reply.Refused(Refusal reason, String message) -> reason.exception(message);
      case Reply.Faulty(String message) ->
          new IllegalStateException("the codec process failed: " + message);
      case Reply.Ready _, Reply.Probed _, Reply.Small _, Reply.Finished _ ->
          new IllegalStateException("the codec process answered another question");
    };
  }

  /** Ends the processes. Calls under way end in an error. */
  @Override
  public void close() {
    pool.close();
  }
}
