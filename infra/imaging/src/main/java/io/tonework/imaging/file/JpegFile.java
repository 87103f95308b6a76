package io.tonework.imaging.file;

import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.imaging.file.format.ImageInfo;
import io.tonework.imaging.file.format.PictureDamage;
import io.tonework.imaging.file.jpeg.JpegHeader;
import io.tonework.imaging.file.jpeg.JpegQuality;
import io.tonework.imaging.file.metadata.Metadata;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A JPEG file. */
public final class JpegFile implements PictureFile {
  private static final int USUAL_BITS_PER_PIXEL = 8;

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
  public byte[] decodable() {
    return header.decodable(true);
  }

  @Override
  public byte[] decodableWithoutProfile() {
    // of inks the decoder must know what they are
    return header.decodable(hasInks());
  }

  @Override
  public Optional<PictureDamage> damage() {
    return header.damage();
  }

  @Override
  public Optional<byte[]> mended() {
    return Optional.of(decodable()); // decoders fill up by themselves
  }

  @Override
  public boolean isEndMissing() {
    return header.isEndMissing();
  }

  /** A picture of so many bits a pixel may have more lines than its header says. */
  @Override
  public boolean isDoubtful() {
    return isEndMissing() || bytes().length * 8L > info.pixels() * USUAL_BITS_PER_PIXEL;
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
