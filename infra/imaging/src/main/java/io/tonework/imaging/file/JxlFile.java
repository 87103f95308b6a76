package io.tonework.imaging.file;

import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.imaging.file.heif.HeifBox;
import io.tonework.imaging.file.heif.JxlCodestream;
import io.tonework.imaging.file.metadata.BlockHead;
import io.tonework.imaging.file.metadata.Bytes;
import io.tonework.imaging.file.metadata.Metadata;
import io.tonework.imaging.file.metadata.Turn;
import java.util.ArrayList;
import java.util.List;

/** A JPEG XL file: its metadata are boxes around the codestream (ISO/IEC 18181-2). */
public final class JxlFile implements UndevelopedFile {
  /** The number of a part comes before its bytes. */
  private static final int PART_NUMBER_BYTES = 4;

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
          if (found.exif() == null) {
            found = found.withExif(BlockHead.exifAtOffset(bytes.slice(box.content(), box.end())));
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

  /** The decoder turns the picture by the codestream's orientation, and by nothing else. */
  @Override
  public Turn turn(ImageFormat to, int width, int height) {
    int orientation =
        boxes.isEmpty()
            ? JxlCodestream.orientation(bytes, 0, bytes.length())
            : boxes.stream()
                .filter(box -> box.type().equals("jxlc") || box.type().equals("jxlp"))
                .findFirst()
                .map(this::orientation)
                .orElse(1);
    return Turn.byDecoder(orientation, width, height);
  }

  private int orientation(HeifBox box) {
    int skip = box.type().equals("jxlp") ? PART_NUMBER_BYTES : 0;
    return JxlCodestream.orientation(bytes, box.content() + skip, box.end());
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
