package io.tonework.imaging.file;

import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.imaging.file.format.ImageInfo;
import io.tonework.imaging.file.format.PictureDamage;
import io.tonework.imaging.file.metadata.Chromaticities;
import io.tonework.imaging.file.metadata.CodedColour;
import io.tonework.imaging.file.metadata.Metadata;
import io.tonework.imaging.file.png.PngHeader;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A PNG file. */
public final class PngFile implements PictureFile {
  private final PngHeader header;
  private final ImageInfo info;
  // inflated when first asked for: two threads at once come to the same
  private @Nullable Metadata metadata;

  PngFile(byte[] bytes) {
    this.header = PngHeader.parse(bytes);
    this.info = header.info();
  }

  @Override
  public byte[] bytes() {
    return header.bytes().array();
  }

  @Override
  public byte[] decodable() {
    return header.decodable();
  }

  @Override
  public Optional<PictureDamage> damage() {
    return header.damage();
  }

  @Override
  public Optional<byte[]> mended() {
    return Optional.of(header.mended());
  }

  @Override
  public ImageInfo info() {
    return info;
  }

  @Override
  public Metadata metadata() {
    Metadata found = metadata;
    if (found == null) {
      found = header.metadata();
      metadata = found;
    }
    return found;
  }

  @Override
  public Optional<CodedColour> codedColour() {
    return header.codedColour();
  }

  @Override
  public Optional<Chromaticities> chromaticities() {
    return header.chromaticities();
  }

  /** Whether a chunk says that the picture is in sRGB. */
  public boolean saysSrgb() {
    return header.saysSrgb();
  }

  @Override
  public boolean isLossless() {
    return true;
  }

  @Override
  public List<String> dropped(ImageFormat to) {
    return DroppedBlocks.named(DroppedBlocks.png(header, to == ImageFormat.PNG));
  }

  /** What was read of its structure. */
  PngHeader header() {
    return header;
  }
}
