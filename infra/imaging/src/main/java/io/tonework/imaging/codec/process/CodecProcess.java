package io.tonework.imaging.codec.process;

import io.tonework.imaging.codec.ImageCodec;
import io.tonework.imaging.codec.RenderedImage;
import io.tonework.imaging.fault.ImageException;
import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.imaging.region.ColourMap;
import io.tonework.imaging.region.UnusableMask;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.SynchronousQueue;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The process that decodes: reads requests from standard input, answers on standard output, one
 * after the other, and ends with its parent, whose end closes the pipe. Deadlines are the parent's
 * to keep: it ends this process.
 */
public final class CodecProcess {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int FAULTY = 3;
  private static final long MOST_GARBAGE_BYTES = 64 << 20;

  private final ImageCodec codec;
  private final DataOutputStream out;
  private @Nullable ColourMap lastMap;

  private CodecProcess(ImageCodec codec, DataOutputStream out) {
    this.codec = codec;
    this.out = out;
  }

  /**
   * Runs until standard input ends.
   *
   * @param arguments as {@link ChildArguments} writes them
   */
  public static void main(String[] arguments) throws Exception {
    var stdout = new FileOutputStream(FileDescriptor.out);
    // what anything else prints must not get between the messages
    System.setOut(System.err);
    var out = new DataOutputStream(new BufferedOutputStream(stdout, BUFFER_BYTES));
    var in =
        new DataInputStream(
            new BufferedInputStream(new FileInputStream(FileDescriptor.in), BUFFER_BYTES));
    CodecProcess process;
    try {
      process = new CodecProcess(ChildArguments.parse(arguments).codec(), out);
    } catch (RuntimeException e) {
      Wire.write(out, new Reply.Faulty(e.toString()));
      return;
    }
    process.serve(in);
  }

  private void serve(DataInputStream in) throws IOException, InterruptedException {
    Wire.write(
        out, new Reply.Ready(codec.name(), formats(codec::canDecode), formats(codec::canEncode)));
    SynchronousQueue<Request> requests = new SynchronousQueue<>();
    Thread.ofPlatform().daemon().name("requests").start(() -> read(in, requests));
    long garbage = 0;
    while (true) {
      garbage += work(requests.take());
      if (garbage > MOST_GARBAGE_BYTES) {
        // a full heap would be as large as the largest photo needs; this takes some milliseconds
        System.gc();
        garbage = 0;
      }
    }
  }

  /** Answers, and says about how many bytes of arrays that leaves behind. */
  private long work(Request request) throws IOException {
    Reply reply = answer(request);
    Wire.write(out, reply);
    return switch (reply) {
      case Reply.Faulty _ -> {
        Runtime.getRuntime().halt(FAULTY);
        yield 0;
      }
      // as it was encoded, and as it is with metadata
      case Reply.Finished(RenderedImage image) -> request.file().length + 2L * image.bytes().length;
      case Reply.Ready _, Reply.Probed _, Reply.Small _, Reply.Refused _ -> request.file().length;
    };
  }

  /** On a thread of its own, so that the parent's end is noticed in the midst of a photo. */
  private static void read(DataInputStream in, SynchronousQueue<Request> requests) {
    try {
      while (true) {
        requests.put(Wire.readRequest(in));
      }
    } catch (IOException | InterruptedException endOfParent) {
      Runtime.getRuntime().halt(0);
    } catch (OutOfMemoryError | RuntimeException e) {
      System.err.println(e);
      Runtime.getRuntime().halt(FAULTY);
    }
  }

  private Reply answer(Request request) {
    try {
      return switch (request) {
        case Request.Probe(byte[] file) -> new Reply.Probed(codec.probe(file));
        case Request.Thumbnail(byte[] file, int side) ->
            new Reply.Small(codec.thumbnail(file, side));
        case Request.Render render -> {
          ColourMap map = render.map() == null ? lastMap : render.map();
          lastMap = map;
          if (map == null) {
            throw new IllegalStateException("the first render names no map");
          }
          yield new Reply.Finished(codec.render(render.file(), map, render.options()));
        }
      };
    } catch (ImageException e) {
      return new Reply.Refused(Refusal.of(e), String.valueOf(e.getMessage()));
    } catch (UnusableMask e) {
      return new Reply.Refused(Refusal.MASK, String.valueOf(e.getMessage()));
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
      return new Reply.Faulty(e.toString());
    }
  }

  private static Set<ImageFormat> formats(Predicate<ImageFormat> can) {
    Set<ImageFormat> formats = EnumSet.noneOf(ImageFormat.class);
    Arrays.stream(ImageFormat.values()).filter(can).forEach(formats::add);
    return formats;
  }
}
