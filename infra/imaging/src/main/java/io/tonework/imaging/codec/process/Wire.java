package io.tonework.imaging.codec.process;

import io.tonework.imaging.codec.RenderedImage;
import io.tonework.imaging.file.EncodeOptions;
import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.imaging.file.format.ImageInfo;
import io.tonework.imaging.pixels.RgbImage;
import io.tonework.imaging.region.ColourMap;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.StreamCorruptedException;

/**
 * How requests and replies are written on the pipe: four bytes that mark a message, a letter that
 * names its kind, its fields in order, numbers big-endian, arrays with their length before them.
 * Both sides are of one build, so there is no version.
 */
final class Wire {
  /** Anything else at the begin of a message means that the pipe carries something foreign. */
  private static final int MARK = 0x746E776B;

  private Wire() {}

  static void write(DataOutputStream out, Request request) throws IOException {
    out.writeInt(MARK);
    switch (request) {
      case Request.Probe(byte[] file) -> {
        out.writeByte('p');
        Frames.bytes(out, file);
      }
      case Request.Thumbnail(byte[] file, int side) -> {
        out.writeByte('t');
        out.writeInt(side);
        Frames.bytes(out, file);
      }
      case Request.Render(byte[] file, ColourMap map, EncodeOptions options) -> {
        out.writeByte('r');
        WireMap.write(out, map);
        options(out, options);
        Frames.bytes(out, file);
      }
    }
    out.flush();
  }

  static Request readRequest(DataInputStream in) throws IOException {
    int kind = kind(in);
    return switch (kind) {
      case 'p' -> new Request.Probe(Frames.bytes(in));
      case 't' -> {
        int side = in.readInt();
        yield new Request.Thumbnail(Frames.bytes(in), side);
      }
      case 'r' -> {
        ColourMap map = WireMap.read(in);
        EncodeOptions options = options(in);
        yield new Request.Render(Frames.bytes(in), map, options);
      }
      default -> throw new StreamCorruptedException("no request has the kind " + kind);
    };
  }

  static void write(DataOutputStream out, Reply reply) throws IOException {
    out.writeInt(MARK);
    switch (reply) {
      case Reply.Ready ready -> {
        out.writeByte('y');
        Frames.text(out, ready.codec());
        Frames.formats(out, ready.decodes());
        Frames.formats(out, ready.encodes());
      }
      case Reply.Probed(ImageInfo info) -> {
        out.writeByte('i');
        info(out, info);
      }
      case Reply.Small(RgbImage image) -> {
        out.writeByte('s');
        out.writeInt(image.width());
        out.writeInt(image.height());
        out.writeBoolean(image.profileIgnored());
        Frames.bytes(out, image.rgb());
      }
      case Reply.Finished(RenderedImage image) -> {
        out.writeByte('f');
        Frames.text(out, image.format().name());
        out.writeInt(image.width());
        out.writeInt(image.height());
        out.writeInt(image.bitsPerChannel());
        Frames.texts(out, image.lost());
        Frames.texts(out, image.warnings());
        Frames.bytes(out, image.bytes());
      }
      case Reply.Refused(Refusal reason, String message) -> {
        out.writeByte('x');
        Frames.text(out, reason.name());
        Frames.text(out, message);
      }
      case Reply.Faulty(String message) -> {
        out.writeByte('e');
        Frames.text(out, message);
      }
    }
    out.flush();
  }

  static Reply readReply(DataInputStream in) throws IOException {
    int kind = kind(in);
    return switch (kind) {
      case 'y' -> new Reply.Ready(Frames.text(in), Frames.formats(in), Frames.formats(in));
      case 'i' -> new Reply.Probed(info(in));
      case 's' -> {
        int width = in.readInt();
        int height = in.readInt();
        boolean ignored = in.readBoolean();
        yield new Reply.Small(new RgbImage(width, height, Frames.bytes(in), ignored));
      }
      case 'f' -> {
        ImageFormat format = Frames.constant(ImageFormat.class, Frames.text(in));
        int width = in.readInt();
        int height = in.readInt();
        int bits = in.readInt();
        var lost = Frames.texts(in);
        var warnings = Frames.texts(in);
        yield new Reply.Finished(
            new RenderedImage(Frames.bytes(in), format, width, height, bits, lost, warnings));
      }
      case 'x' ->
          new Reply.Refused(Frames.constant(Refusal.class, Frames.text(in)), Frames.text(in));
      case 'e' -> new Reply.Faulty(Frames.text(in));
      default -> throw new StreamCorruptedException("no reply has the kind " + kind);
    };
  }

  private static int kind(DataInputStream in) throws IOException {
    int mark = in.readInt();
    if (mark != MARK) {
      throw new StreamCorruptedException("%08x where a message should begin".formatted(mark));
    }
    return in.readByte();
  }

  private static void info(DataOutputStream out, ImageInfo info) throws IOException {
    Frames.text(out, info.format().name());
    out.writeInt(info.width());
    out.writeInt(info.height());
    out.writeInt(info.channels());
    out.writeInt(info.bitsPerChannel());
    out.writeInt(info.orientation());
    out.writeBoolean(info.hasIcc());
    out.writeInt(info.frames());
  }

  private static ImageInfo info(DataInputStream in) throws IOException {
    return new ImageInfo(
        Frames.constant(ImageFormat.class, Frames.text(in)),
        in.readInt(),
        in.readInt(),
        in.readInt(),
        in.readInt(),
        in.readInt(),
        in.readBoolean(),
        in.readInt());
  }

  private static void options(DataOutputStream out, EncodeOptions options) throws IOException {
    ImageFormat format = options.format();
    Integer quality = options.quality();
    Frames.optional(out, format == null ? null : format.name());
    out.writeInt(quality == null ? 0 : quality);
    out.writeBoolean(options.stripGps());
    Frames.optional(out, options.software());
  }

  private static EncodeOptions options(DataInputStream in) throws IOException {
    String format = Frames.optional(in);
    int quality = in.readInt();
    return new EncodeOptions(
        format == null ? null : Frames.constant(ImageFormat.class, format),
        quality == 0 ? null : quality,
        in.readBoolean(),
        Frames.optional(in));
  }
}
