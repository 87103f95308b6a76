package io.tonework.imaging.file.metadata;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Set;

/** An IPTC record: data sets one after the other (IPTC-NAA Information Interchange Model 4.2). */
final class IptcRecord {
  private static final int TAG_MARKER = 0x1C;
  private static final int APPLICATION = 2;
  private static final int EXTENDED = 0x8000;

  /** Content location by code and name; city, sublocation, province, country by code and name. */
  private static final Set<Integer> PLACES = Set.of(26, 27, 90, 92, 95, 100, 101);

  private IptcRecord() {}

  /**
   * The record without the names of places, and without texts that give coordinates. What comes
   * after the last sound data set is left out.
   */
  static byte[] withoutPlaces(byte[] record) {
    Bytes bytes = Bytes.bigEndian(record);
    ByteArrayOutputStream kept = new ByteArrayOutputStream(record.length);
    int at = 0;
    while (at + 5 <= record.length && bytes.u8(at) == TAG_MARKER) {
      int head = 5;
      long length = bytes.u16(at + 3L);
      if (length >= EXTENDED) {
        int width = (int) (length - EXTENDED);
        if (width != 4 || at + 9 > record.length) {
          break;
        }
        head = 9;
        length = bytes.u32(at + 5L);
      }
      if (length > record.length - at - head) {
        break;
      }
      int end = (int) (at + head + length);
      boolean isPlace = bytes.u8(at + 1L) == APPLICATION && PLACES.contains(bytes.u8(at + 2L));
      if (!isPlace && !PositionText.isIn(bytes.text(at + (long) head, (int) length))) {
        kept.write(record, at, end - at);
      }
      at = end;
    }
    return kept.toByteArray();
  }

  /** By what editors tell whether a record was changed by others: its MD5. */
  static byte[] digest(byte[] record) {
    try {
      return MessageDigest.getInstance("MD5").digest(record);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }
}
