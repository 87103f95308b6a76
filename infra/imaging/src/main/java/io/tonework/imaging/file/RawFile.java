package io.tonework.imaging.file;

import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.imaging.file.metadata.Bytes;
import io.tonework.imaging.file.metadata.ExifBlock;
import io.tonework.imaging.file.metadata.Metadata;
import io.tonework.imaging.file.metadata.Turn;
import io.tonework.imaging.file.tiff.TiffDescription;
import io.tonework.imaging.file.tiff.TiffHeader;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A camera's raw file. Most are TIFF by their structure, which tells what is said of the photo;
 * Canon's CR3 and Fuji's RAF are not.
 */
public final class RawFile implements UndevelopedFile {
  /** What {@link #lost} calls the samples of the sensor. */
  public static final String SENSOR_DATA = "camera raw data (developed)";

  private static final Tags UNKNOWN =
      new Tags(Metadata.NONE, List.of(SENSOR_DATA, "EXIF beyond camera, date and exposure"));

  private final byte[] bytes;
  // copied out of the file when first asked for: two threads at once come to the same
  private @Nullable Tags tags;

  /** What the tags of the first directory come to. */
  private record Tags(Metadata metadata, List<String> lost) {}

  RawFile(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public byte[] bytes() {
    return bytes;
  }

  @Override
  public ImageFormat format() {
    return ImageFormat.RAW;
  }

  /** EXIF and XMP; nothing where the file is no TIFF by its structure. */
  @Override
  public Metadata metadata() {
    return tags().metadata;
  }

  /** Developers turn the picture by the orientation that the camera wrote. */
  @Override
  public Turn turn(ImageFormat to, int width, int height) {
    byte[] exif = metadata().exif();
    return Turn.byDecoder(exif == null ? 1 : ExifBlock.orientation(exif), width, height);
  }

  @Override
  public List<String> lost() {
    return tags().lost;
  }

  private Tags tags() {
    Tags found = tags;
    if (found == null) {
      found = isTiff() ? tagsOfTiff() : UNKNOWN;
      tags = found;
    }
    return found;
  }

  private boolean isTiff() {
    Bytes magic = Bytes.bigEndian(bytes);
    return magic.has(0, "II*\0") || magic.has(0, "MM\0*");
  }

  private Tags tagsOfTiff() {
    TiffDescription description = TiffDescription.ofRaw(bytes);
    byte @Nullable [] exif = description.exif();
    byte @Nullable [] xmp = TiffHeader.parse(bytes).metadata(exif).xmp();
    return new Tags(
        new Metadata(exif, xmp, null, null),
        Stream.concat(Stream.of(SENSOR_DATA), description.dropped().stream()).toList());
  }
}
