package io.tonework.imaging.container;

import io.tonework.imaging.ImageFormat;
import io.tonework.imaging.ImageInfo;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A TIFF file, also one with 64-bit offsets. */
public final class TiffFile implements PictureFile {
  private final byte[] bytes;
  private final TiffHeader header;
  private final ImageInfo info;
  // copied out of the file when first asked for: two threads at once come to the same
  private @Nullable Tags tags;
  private @Nullable Metadata metadata;

  /**
   * What the tags of the first directory come to: as a block of their own, and what is not in it.
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Tags(byte @Nullable [] exif, List<String> dropped) {}

  TiffFile(byte[] bytes) {
    this.bytes = bytes;
    this.header = TiffHeader.parse(bytes);
    this.info = header.info();
  }

  @Override
  public byte[] bytes() {
    return bytes;
  }

  @Override
  public ImageInfo info() {
    return info;
  }

  /**
   * XMP, Photoshop resources with the IPTC record, and profile; the EXIF tags of the file as a
   * block of their own.
   */
  @Override
  public Metadata metadata() {
    Metadata found = metadata;
    if (found == null) {
      found = header.metadata(tags().exif);
      metadata = found;
    }
    return found;
  }

  private Tags tags() {
    Tags found = tags;
    if (found == null) {
      List<TiffEntry> entries = TiffTags.entries(bytes);
      found =
          new Tags(
              TiffTags.exifOf(entries, bytes[0] == 'I'),
              DroppedBlocks.named(
                  Stream.concat(
                      TiffTags.dropped(entries),
                      Stream.of("further pictures").filter(name -> info.frames() > 1))));
      tags = found;
    }
    return found;
  }

  /** Whether the pixels are compressed. */
  public boolean isCompressed() {
    return header.number(TiffHeader.COMPRESSION, 1) != 1;
  }

  @Override
  public boolean hasInks() {
    return header.isSeparated();
  }

  @Override
  public boolean isLossless() {
    return true;
  }

  @Override
  public List<String> dropped(ImageFormat to) {
    return tags().dropped;
  }
}
