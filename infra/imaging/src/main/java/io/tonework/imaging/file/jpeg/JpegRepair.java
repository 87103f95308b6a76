package io.tonework.imaging.file.jpeg;

import io.tonework.imaging.file.jpeg.JpegHeader.Segment;
import io.tonework.imaging.file.metadata.Bytes;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Makes an odd JPEG file a plain one for decoders, which differ in what they bear. No sample is
 * touched.
 */
final class JpegRepair {
  private static final int DNL = 0xDC;
  private static final int JFIF_MAJOR = 5;

  private JpegRepair() {}

  /**
   * How many lines the picture has by the segment after its first scan (ITU-T T.81, B.2.5).
   *
   * @param scan where the first scan's marker is
   * @return 0 if there is no such segment
   */
  static int linesAfterScan(Bytes bytes, int scan) {
    byte[] file = bytes.array();
    int at = scan + 2 + (scan + 4 <= file.length ? bytes.u16(scan + 2) : 0);
    while (at + 6 <= file.length) {
      int marker = file[at + 1] & 0xFF;
      if ((file[at] & 0xFF) != 0xFF) {
        at = Bytes.skipToFf(file, at + 1); // entropy-coded data
      } else if (marker == DNL) {
        return bytes.u16(at + 4);
      } else if (marker == 0 || marker == 0xFF || (marker >= 0xD0 && marker <= 0xD7)) {
        at++;
      } else {
        return 0; // it stands at the end of the first scan or nowhere
      }
    }
    return 0;
  }

  static byte[] decodable(JpegHeader header, boolean withProfile) {
    JpegProfile profile = JpegProfile.of(header.bytes(), header.segments());
    boolean profileStays = profile.bytes() == null || (withProfile && profile.isPlain());
    boolean endMissing = header.isEndMissing();
    if (profileStays && !endMissing && isPlain(header)) {
      return header.bytes().array();
    }
    byte[] file = header.bytes().array();
    ByteArrayOutputStream out = new ByteArrayOutputStream(file.length + 4096);
    out.write(0xFF);
    out.write(0xD8);
    boolean profileWritten = profileStays || !withProfile;
    for (Segment segment : header.segments()) {
      boolean app0 = segment.marker() == JpegHeader.APP0;
      if (!profileWritten && !app0) {
        profile(out, profile.bytes());
        profileWritten = true;
      }
      if (profileStays || !isProfile(header.bytes(), segment)) {
        out.write(0xFF);
        out.write(segment.marker());
        byte[] payload = header.bytes().slice(segment.offset() - 2L, segment.end());
        out.writeBytes(mended(header, segment, payload));
      }
    }
    out.write(file, header.scanOffset(), file.length - header.scanOffset());
    if (endMissing) {
      byte[] all = out.toByteArray();
      // a marker that was cut in two is none
      int length = all.length - ((all[all.length - 1] & 0xFF) == 0xFF ? 1 : 0);
      byte[] ended = Arrays.copyOf(all, length + 2);
      ended[length] = (byte) 0xFF;
      ended[length + 1] = (byte) JpegHeader.EOI;
      return ended;
    }
    return out.toByteArray();
  }

  /** Whether the segments follow each other at once and say what decoders expect. */
  private static boolean isPlain(JpegHeader header) {
    int at = 2;
    for (Segment segment : header.segments()) {
      byte[] payload = header.bytes().slice(segment.offset() - 2L, segment.end());
      if (segment.start() != at || !Arrays.equals(mended(header, segment, payload), payload)) {
        return false;
      }
      at = segment.end();
    }
    return at == header.scanOffset();
  }

  /** The length and payload of a segment, changed where decoders stumble over it. */
  private static byte[] mended(JpegHeader header, Segment segment, byte[] payload) {
    Bytes bytes = header.bytes();
    boolean frame = JpegHeader.isFrame(segment.marker());
    if (frame && bytes.u16(segment.offset() + 1L) == 0) {
      byte[] mended = payload.clone();
      mended[3] = (byte) (header.height() >> 8);
      mended[4] = (byte) header.height();
      return mended;
    }
    boolean jfif =
        segment.marker() == JpegHeader.APP0
            && bytes.has(segment.offset(), "JFIF\0")
            && segment.length() > JFIF_MAJOR;
    if (jfif && bytes.u8(segment.offset() + (long) JFIF_MAJOR) != 1) {
      byte[] mended = payload.clone();
      mended[2 + JFIF_MAJOR] = 1; // decoders warn of versions that never were
      return mended;
    }
    return payload;
  }

  private static boolean isProfile(Bytes bytes, Segment segment) {
    return segment.marker() == JpegHeader.APP2 && bytes.has(segment.offset(), JpegHeader.ICC);
  }

  private static void profile(ByteArrayOutputStream out, byte @Nullable [] profile) {
    if (profile != null && profile.length > 0) {
      JpegWriter.parts(out, JpegHeader.APP2, JpegHeader.ICC, profile, true);
    }
  }
}
