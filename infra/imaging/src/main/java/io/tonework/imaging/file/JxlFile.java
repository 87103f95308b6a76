package io.tonework.imaging.file;

import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.imaging.file.heif.HeifBox;
import io.tonework.imaging.file.metadata.Bytes;
import io.tonework.imaging.file.metadata.Metadata;
import java.util.ArrayList;
import java.util.List;

/** A JPEG XL file: its metadata are boxes around the codestream (ISO/IEC 18181-2). */
public final class JxlFile implements UndevelopedFile {
  private static final int TIFF_OFFSET_BYTES = 4;

  private final Bytes bytes;
  private final List<HeifBox> boxes;

  JxlFile(byte[] file) {
    this.bytes = Bytes.bigEndian(file);
    this.boxes = bytes.has(4, "JXL ") ? HeifBox.in(bytes, 0, bytes.length()) : List.of();
  }

  @Override
  public byte[] bytes() {
    return bytes.array();
  }

  @Override
  public ImageFormat format() {
    return ImageFormat.JXL;
  }

  /** EXIF and XMP; nothing from a bare codestream. The profile is in the codestream. */
  @Override
  public Metadata metadata() {
    Metadata found = Metadata.NONE;
    for (HeifBox box : boxes) {
      switch (box.type()) {
        case "Exif" -> {
          if (found.exif() == null && box.end() - box.content() > TIFF_OFFSET_BYTES) {
            long from = box.content() + TIFF_OFFSET_BYTES + bytes.u32(box.content());
            found = from < box.end() ? found.withExif(bytes.slice(from, box.end())) : found;
          }
        }
        case "xml " -> {
          if (found.xmp() == null) {
            found = found.withXmp(bytes.slice(box.content(), box.end()));
          }
        }
        default -> {}
      }
    }
    return found;
  }

  @Override
  public List<String> lost() {
    List<String> lost = new ArrayList<>();
    for (HeifBox box : boxes) {
      String name =
          switch (box.type()) {
            case "brob" -> "compressed metadata (brob)";
            case "jumb" -> "JUMBF metadata";
            case "jhgm" -> "gain map";
            default -> "";
          };
      if (!name.isEmpty() && !lost.contains(name)) {
        lost.add(name);
      }
    }
    return lost;
  }
}
