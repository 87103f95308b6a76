package io.tonework.imaging.file;

import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.imaging.file.format.ImageInfo;
import io.tonework.imaging.file.metadata.Metadata;
import io.tonework.imaging.file.webp.WebpHeader;
import io.tonework.imaging.file.webp.WebpQuality;
import java.util.List;
import java.util.OptionalInt;

/** A WebP file. */
public final class WebpFile implements PictureFile {
  private final WebpHeader header;
  private final Metadata metadata;
  private final ImageInfo info;

  WebpFile(byte[] bytes) {
    this.header = WebpHeader.parse(bytes);
    this.metadata = header.metadata();
    this.info = header.info(metadata);
  }

  @Override
  public byte[] bytes() {
    return header.bytes().array();
  }

  @Override
  public byte[] decodable() {
    return header.decodable(true);
  }

  @Override
  public byte[] decodableWithoutProfile() {
    return header.decodable(false);
  }

  @Override
  public ImageInfo info() {
    return info;
  }

  @Override
  public Metadata metadata() {
    return metadata;
  }

  @Override
  public boolean isLossless() {
    return header.chunks().stream().anyMatch(chunk -> chunk.type().equals("VP8L"));
  }

  @Override
  public OptionalInt quality() {
    return WebpQuality.estimate(header);
  }

  @Override
  public boolean isChromaHalved(int quality) {
    return !isLossless();
  }

  @Override
  public List<String> dropped(ImageFormat to) {
    return DroppedBlocks.named(DroppedBlocks.webp(header));
  }

  /** What was read of its structure. */
  WebpHeader header() {
    return header;
  }
}
