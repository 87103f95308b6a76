package io.tonework.imaging.file;

import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.imaging.file.format.ImageInfo;
import io.tonework.imaging.file.format.PixelSamples;
import io.tonework.imaging.file.metadata.Metadata;
import io.tonework.imaging.file.tiff.TiffDescription;
import io.tonework.imaging.file.tiff.TiffHeader;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A TIFF file, also one with 64-bit offsets. */
public final class TiffFile implements PictureFile {
  private final byte[] bytes;
  private final TiffHeader header;
  private final ImageInfo info;
  private final PixelSamples samples;
  private final List<String> passedOver;
  // copied out of the file when first asked for: two threads at once come to the same
  private @Nullable TiffDescription description;
  private @Nullable Metadata metadata;

  TiffFile(byte[] bytes) {
    this.bytes = bytes;
    this.header = TiffHeader.parse(bytes);
    this.info = header.info();
    this.samples = header.samples();
    this.passedOver = header.passedOver();
  }

  @Override
  public byte[] bytes() {
    return bytes;
  }

  @Override
  public ImageInfo info() {
    return info;
  }

  @Override
  public byte[] decodable() {
    return header.photoAlone();
  }

  @Override
  public PixelSamples samples() {
    return samples;
  }

  /**
   * XMP, Photoshop resources with the IPTC record, and profile; the EXIF tags of the file as a
   * block of their own.
   */
  @Override
  public Metadata metadata() {
    Metadata found = metadata;
    if (found == null) {
      found = header.metadata(description().exif());
      metadata = found;
    }
    return found;
  }

  private TiffDescription description() {
    TiffDescription found = description;
    if (found == null) {
      found = header.description();
      description = found;
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
    return DroppedBlocks.named(
        Stream.concat(description().dropped().stream(), passedOver.stream()));
  }
}
