package io.tonework.imaging.file;

import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.imaging.file.format.ImageInfo;
import io.tonework.imaging.file.heif.HeifHeader;
import io.tonework.imaging.file.metadata.CodedColour;
import io.tonework.imaging.file.metadata.Metadata;
import io.tonework.imaging.file.metadata.Turn;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A HEIC or AVIF file. */
public final class HeifFile implements PictureFile {
  private final HeifHeader header;
  private final ImageInfo info;
  // copied out of the file when first asked for: two threads at once come to the same
  private @Nullable Metadata metadata;

  HeifFile(byte[] bytes, ImageFormat format) {
    this.header = HeifHeader.parse(bytes);
    this.info = header.info(format);
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
    Metadata found = metadata;
    if (found == null) {
      found = header.metadata();
      metadata = found;
    }
    return found;
  }

  /**
   * The decoder turns the picture by the file's transformations, and by them alone: EXIF's
   * orientation only repeats them (23008-12, A.2.1). Where there are none, it means nothing in
   * these formats, but would in others.
   */
  @Override
  public Turn turn(ImageFormat to, int width, int height) {
    int orientation = header.rotation();
    boolean known = !header.isMirrored();
    boolean stays = to == ImageFormat.HEIC || to == ImageFormat.AVIF;
    return new Turn(orientation, known, orientation != 1 || !known || !stays, width, height);
  }

  @Override
  public Optional<CodedColour> codedColour() {
    return header.codedColour();
  }

  @Override
  public boolean hasReducedCopy() {
    return !header.items().referringTo(header.items().primary(), "thmb").isEmpty();
  }

  @Override
  public boolean isChromaHalved(int quality) {
    return header.chromaHalvedBothWays().orElse(quality < 90);
  }

  @Override
  public List<String> dropped(ImageFormat to) {
    return DroppedBlocks.named(HeifDropped.of(header).stream());
  }

  /** What was read of its structure. */
  HeifHeader header() {
    return header;
  }
}
