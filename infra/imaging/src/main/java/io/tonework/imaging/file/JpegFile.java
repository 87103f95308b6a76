package io.tonework.imaging.file;

import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.imaging.file.format.ImageInfo;
import io.tonework.imaging.file.jpeg.JpegHeader;
import io.tonework.imaging.file.jpeg.JpegQuality;
import io.tonework.imaging.file.metadata.Metadata;
import java.util.List;
import java.util.OptionalInt;

/** A JPEG file. */
public final class JpegFile implements PictureFile {
  private final JpegHeader header;
  private final Metadata metadata;
  private final ImageInfo info;

  JpegFile(byte[] bytes) {
    this.header = JpegHeader.parse(bytes);
    this.metadata = header.metadata();
    this.info = header.info(metadata);
  }

  @Override
  public byte[] bytes() {
    return header.bytes().array();
  }

  @Override
  public ImageInfo info() {
    return info;
  }

  @Override
  public Metadata metadata() {
    return metadata;
  }

  /** Whether the picture comes in scans of growing detail. */
  public boolean isProgressive() {
    return header.progressive();
  }

  @Override
  public boolean hasInks() {
    return header.components() == 4;
  }

  @Override
  public OptionalInt quality() {
    return JpegQuality.estimate(header);
  }

  @Override
  public boolean isChromaHalved(int quality) {
    return header.chromaHalvedBothWays();
  }

  @Override
  public List<String> dropped(ImageFormat to) {
    return DroppedBlocks.named(DroppedBlocks.jpeg(header, to == ImageFormat.JPEG));
  }

  /** What was read of its structure. */
  JpegHeader header() {
    return header;
  }
}
