package io.tonework.imaging.file.heif;

import io.tonework.imaging.file.metadata.Bytes;
import io.tonework.imaging.file.metadata.Metadata;
import java.util.ArrayList;
import java.util.List;

/** The metadata of JPEG XL files: boxes around the codestream (ISO/IEC 18181-2). */
public final class JxlBoxes {
  private static final int TIFF_OFFSET_BYTES = 4;

  private JxlBoxes() {}

  /** EXIF and XMP; nothing from a bare codestream. The profile is in the codestream. */
  public static Metadata metadata(byte[] jxl) {
    Bytes bytes = Bytes.bigEndian(jxl);
    Metadata found = Metadata.NONE;
    for (HeifBox box : boxes(bytes)) {
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

  /** What a file holds and {@link #metadata} does not give, by name. */
  public static List<String> lost(byte[] jxl) {
    List<String> lost = new ArrayList<>();
    for (HeifBox box : boxes(Bytes.bigEndian(jxl))) {
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

  private static List<HeifBox> boxes(Bytes bytes) {
    return bytes.has(4, "JXL ") ? HeifBox.in(bytes, 0, bytes.length()) : List.of();
  }
}
