package io.tonework.imaging.codec.process;

import io.tonework.imaging.codec.Deadline;
import io.tonework.imaging.codec.ImageCodec;
import io.tonework.imaging.codec.RenderedImage;
import io.tonework.imaging.file.EncodeOptions;
import io.tonework.imaging.file.PhotoFile;
import io.tonework.imaging.file.PictureFile;
import io.tonework.imaging.file.UndevelopedFile;
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

  /** Reads the header in this process, in Java: that takes no native code and is bounded. */
  @Override
  public PhotoFile open(byte[] file) {
    settings.limits().checkBytes(file.length);
    return PhotoFile.of(file, settings.formats());
  }

  /**
   * Answers here where the header tells. A codec process is asked, and sent the file, only for what
   * it alone knows: the size of a photo that must be developed, and why a format or inks cannot be
   * decoded.
   */
  @Override
  public ImageInfo probe(PhotoFile file) {
    settings.limits().checkBytes(file.bytes().length);
    return switch (file) {
      case PictureFile picture when canDecode(picture.format()) && !picture.hasInks() -> {
        settings.limits().check(picture.info());
        yield picture.info();
      }
      case PictureFile _, UndevelopedFile _ ->
          switch (ask(new Request.Probe(file.bytes()), Deadline.NONE)) {
            case Reply.Probed(ImageInfo info) -> info;
            case Reply other -> throw failure(other);
          };
    };
  }

  @Override
  public RgbImage thumbnail(PhotoFile file, int maxSidePixels, Deadline deadline) {
    checkHere(file);
    deadline.check("decoding");
    return switch (ask(new Request.Thumbnail(file.bytes(), maxSidePixels), deadline)) {
      case Reply.Small(RgbImage image) -> image;
      case Reply other -> throw failure(other);
    };
  }

  @Override
  public RenderedImage render(
      PhotoFile original, ColourMap map, EncodeOptions options, Deadline deadline) {
    checkHere(original);
    deadline.check("decoding");
    return switch (ask(new Request.Render(original.bytes(), map, options), deadline)) {
      case Reply.Finished(RenderedImage image) -> image;
      case Reply other -> throw failure(other);
    };
  }

  /** What is over a limit by its header alone is not sent to a process. */
  private void checkHere(PhotoFile file) {
    settings.limits().checkBytes(file.bytes().length);
    if (file instanceof PictureFile picture) {
      settings.limits().check(picture.info());
    }
  }

  /** Asks within the deadline, or within the longest time of the settings where there is none. */
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
