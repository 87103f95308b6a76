package io.tonework.imaging.matrix;

import static io.tonework.imaging.file.HandMade.bytes;
import static io.tonework.imaging.file.HandMade.joined;
import static io.tonework.imaging.file.HandMade.text;
import static io.tonework.imaging.file.format.ImageFormat.AVIF;
import static io.tonework.imaging.file.format.ImageFormat.HEIC;
import static io.tonework.imaging.file.format.ImageFormat.JPEG;
import static io.tonework.imaging.file.format.ImageFormat.JXL;
import static io.tonework.imaging.file.format.ImageFormat.PNG;
import static io.tonework.imaging.file.format.ImageFormat.TIFF;
import static io.tonework.imaging.file.format.ImageFormat.WEBP;
import static io.tonework.imaging.matrix.Structure.BYTE;
import static io.tonework.imaging.matrix.Structure.FLOAT;
import static io.tonework.imaging.matrix.Structure.LONG;
import static io.tonework.imaging.matrix.Structure.LONG8;
import static io.tonework.imaging.matrix.Structure.ORIENTATION;
import static io.tonework.imaging.matrix.Structure.RATIONAL;
import static io.tonework.imaging.matrix.Structure.SBYTE;
import static io.tonework.imaging.matrix.Structure.SHORT;
import static io.tonework.imaging.matrix.Structure.SLONG;
import static io.tonework.imaging.matrix.Structure.SSHORT;
import static io.tonework.imaging.matrix.Structure.SUB_IFDS;
import static io.tonework.imaging.matrix.Structure.UNDEFINED;

import io.tonework.imaging.codec.vips.JxlFiles;
import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.imaging.file.metadata.Metadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The rows of the matrix: format by place by byte order by type by value. */
final class Orientations {
  private static final Map<Integer, String> WHOLE =
      Map.of(
          BYTE, "BYTE", SHORT, "SHORT", LONG, "LONG", SBYTE, "SBYTE", SSHORT, "SSHORT", SLONG,
          "SLONG");

  private final Pictures pictures;
  private final List<Row> rows = new ArrayList<>();

  private Orientations(Pictures pictures) {
    this.pictures = pictures;
  }

  /** All rows whose format can be written here. */
  static List<Row> all(Pictures pictures) {
    Orientations made = new Orientations(pictures);
    made.jpeg();
    made.jpegPlaces();
    made.png();
    made.tiff();
    made.webp();
    made.intoOthers();
    for (ImageFormat format : List.of(HEIC, AVIF)) {
      if (pictures.canWrite(format)) {
        made.heif(format);
      }
    }
    return made.rows;
  }

  /** JPEG XL, where its decoder is there. */
  static List<Row> jxl(Pictures pictures) {
    List<Row> rows = new ArrayList<>();
    for (int value = 1; value <= 8; value++) {
      byte[] exif = exif(true, SHORT, 9 - value);
      byte[] xmp = Pictures.xmp("tiff:Orientation=\"" + (9 - value) + "\"");
      byte[] file = JxlFiles.oriented(pictures.tiff(), value, new Metadata(exif, xmp, null, null));
      rows.add(new Row("codestream " + value + ", EXIF another", file, JXL, JPEG, value));
    }
    byte[] plain =
        JxlFiles.oriented(
            pictures.tiff(), 1, new Metadata(exif(false, SHORT, 6), null, null, null));
    rows.add(new Row("no orientation, EXIF 6", plain, JXL, PNG, 1));
    return rows;
  }

  private static String order(boolean little) {
    return little ? "II" : "MM";
  }

  static byte[] exif(boolean little, int type, long... values) {
    return Structure.exif(little).text(0x010F, "Acme").tag(ORIENTATION, type, values).file();
  }

  private void jpeg() {
    for (boolean little : new boolean[] {true, false}) {
      WHOLE.forEach((type, typeName) -> {
        String name = "JPEG EXIF %s %s".formatted(order(little), typeName);
        for (int value = 1; value <= 8; value++) {
          rows.add(Row.turned(name, JPEG, pictures.jpeg(exif(little, type, value)), value));
        }
      });
      Map<String, byte[]> doubtful =
          Map.of(
              "RATIONAL 6/1", exif(little, RATIONAL, 6, 1),
              "FLOAT 6", exif(little, FLOAT, 6),
              "UNDEFINED 6", exif(little, UNDEFINED, 6),
              "text", Structure.exif(little).text(ORIENTATION, "6").file(),
              "two SHORT", exif(little, SHORT, 6, 6),
              "three SHORT", exif(little, SHORT, 6, 0, 0),
              "no SHORT", exif(little, SHORT),
              "SHORT 0", exif(little, SHORT, 0),
              "SHORT 9", exif(little, SHORT, 9),
              "twice and not the same",
                  Structure.exif(little)
                      .tag(ORIENTATION, SHORT, 6)
                      .tag(ORIENTATION, SHORT, 3)
                      .file());
      doubtful.forEach((name, exif) ->
          rows.add(Row.left("JPEG EXIF " + order(little) + " " + name, JPEG, pictures.jpeg(exif))));
      byte[] twice =
          Structure.exif(little).tag(ORIENTATION, SHORT, 6).tag(ORIENTATION, SHORT, 6).file();
      rows.add(Row.turned("JPEG EXIF twice the same", JPEG, pictures.jpeg(twice), 6));
      byte[] ofPreview =
          Structure.exif(little)
              .text(0x010F, "Acme")
              .tag(ORIENTATION, SHORT, 8)
              .then(Structure.exif(little).tag(ORIENTATION, SHORT, 3))
              .file();
      rows.add(
          Row.turned("JPEG EXIF of another than its preview", JPEG, pictures.jpeg(ofPreview), 8));
      byte[] onlyOfPreview =
          Structure.exif(little)
              .text(0x010F, "Acme")
              .then(Structure.exif(little).tag(ORIENTATION, SHORT, 3))
              .file();
      rows.add(Row.left("JPEG EXIF of its preview alone", JPEG, pictures.jpeg(onlyOfPreview)));
    }
  }

  private void jpegPlaces() {
    byte[] six = Pictures.exifSegment(exif(false, LONG, 6));
    byte[] three = Pictures.exifSegment(exif(true, SHORT, 3));
    byte[] without = Pictures.exifSegment(Structure.exif(true).text(0x010F, "Acme").file());
    byte[] broken = Pictures.segment(0xE1, joined(text("Exif\0\0"), text("no block at all")));
    byte[] otherFill = Pictures.segment(0xE1, joined(text("Exif\0\u00FF"), exif(true, SHORT, 6)));
    rows.add(Row.turned("JPEG two EXIF", JPEG, pictures.jpegOf(six, three), 6));
    rows.add(Row.turned("JPEG broken EXIF before", JPEG, pictures.jpegOf(broken, three), 3));
    rows.add(
        Row.turned("JPEG EXIF head with another sixth byte", JPEG, pictures.jpegOf(otherFill), 6));
    rows.add(Row.turned("JPEG EXIF after its tables", JPEG, pictures.jpegBeforeScan(six), 6));
    for (String form : Pictures.XMP_FORMS) {
      byte[] xmp8 = Pictures.xmpSegment(form.formatted(8));
      byte[] xmp1 = Pictures.xmpSegment(form.formatted(1));
      rows.add(Row.left("JPEG XMP alone", JPEG, pictures.jpegOf(xmp8)));
      rows.add(Row.left("JPEG XMP, EXIF without", JPEG, pictures.jpegOf(without, xmp8)));
      rows.add(Row.turned("JPEG EXIF after XMP", JPEG, pictures.jpegOf(xmp8, six), 6));
      rows.add(Row.turned("JPEG XMP of another", JPEG, pictures.jpegOf(three, xmp8), 3));
      rows.add(Row.turned("JPEG XMP of 1", JPEG, pictures.jpegOf(six, xmp1), 6));
      byte[] upright = Pictures.exifSegment(exif(true, SHORT, 1));
      rows.add(Row.left("JPEG EXIF of 1, XMP of 8", JPEG, pictures.jpegOf(upright, xmp8)));
    }
  }

  private void png() {
    for (boolean little : new boolean[] {true, false}) {
      for (int type : List.of(BYTE, SHORT, LONG)) {
        String name = "%s %s".formatted(order(little), WHOLE.get(type));
        for (int value : List.of(2, 3, 6, 8)) {
          byte[] exif = exif(little, type, value);
          byte[] chunk = Pictures.chunk("eXIf", exif);
          rows.add(Row.turned("PNG eXIf " + name, PNG, pictures.png(true, chunk), value));
          rows.add(
              Row.turned("PNG eXIf after data " + name, PNG, pictures.png(false, chunk), value));
          byte[] withHead = joined(text("Exif\0\0"), exif);
          rows.add(
              Row.turned(
                  "PNG eXIf with head " + name,
                  PNG,
                  pictures.png(true, Pictures.chunk("eXIf", withHead)),
                  value));
          for (String kind : List.of("exif", "APP1")) {
            for (String chunkType : List.of("zTXt", "tEXt", "iTXt", "iTXt deflated")) {
              byte[] raw = Pictures.rawProfile(chunkType, kind, withHead);
              boolean before = value > 3;
              String place = before ? "" : " after data";
              rows.add(
                  Row.turned(
                      "PNG %s %s%s %s".formatted(chunkType, kind, place, name),
                      PNG,
                      pictures.png(before, raw),
                      value));
            }
          }
        }
      }
      byte[] exif = exif(little, SHORT, 6);
      rows.add(
          Row.turned(
              "PNG raw profile without head",
              PNG,
              pictures.png(true, Pictures.rawProfile("zTXt", "exif", exif)),
              6));
      byte[][] many = {
        Pictures.rawProfile("zTXt", "8bim", text("8BIM\4\4\0\0\0\0\0\0")),
        Pictures.rawProfile("zTXt", "iptc", text("8BIM\4\4\0\0\0\0\0\0")),
        Pictures.rawProfile("zTXt", "generic", text("a")),
        Pictures.rawProfile("zTXt", "photoshop", text("b")),
        Pictures.rawProfile("zTXt", "xmp", Pictures.xmp("xmp:Rating=\"4\"")),
        Pictures.rawProfile("zTXt", "exif", exif)
      };
      rows.add(
          Row.turned("PNG raw profile behind others", PNG, pictures.png(true, joined(many)), 6));
    }
    for (String form : Pictures.XMP_FORMS) {
      byte[] xmp = Pictures.xmpChunk(form.formatted(6));
      byte[] eight = Pictures.chunk("eXIf", exif(false, BYTE, 8));
      rows.add(Row.left("PNG XMP alone", PNG, pictures.png(true, xmp)));
      rows.add(Row.turned("PNG XMP of another", PNG, pictures.png(true, joined(xmp, eight)), 8));
    }
    byte[] property = Pictures.chunk("tEXt", text("exif:Orientation\0006"));
    byte[] sixth = Pictures.chunk("eXIf", exif(false, LONG, 6));
    rows.add(Row.turned("PNG property", PNG, pictures.png(true, joined(property, sixth)), 6));
    rows.add(Row.left("PNG property alone", PNG, pictures.png(true, property)));
    rows.add(Row.left("PNG orNT", PNG, pictures.png(true, Pictures.chunk("orNT", bytes(6)))));
  }

  private void tiff() {
    for (boolean little : new boolean[] {true, false}) {
      for (boolean big : new boolean[] {false, true}) {
        String name = (big ? "BigTIFF " : "TIFF ") + order(little) + " ";
        List<Integer> types =
            big ? List.of(BYTE, SHORT, LONG, LONG8) : List.of(BYTE, SHORT, LONG, SSHORT);
        for (int type : types) {
          for (int value = 1; value <= 8; value++) {
            byte[] file = pictures.tiff(little, big).tag(ORIENTATION, type, value).file();
            rows.add(Row.turned(name + "type " + type, TIFF, file, value));
          }
        }
        byte[] fraction = pictures.tiff(little, big).tag(ORIENTATION, RATIONAL, 6, 1).file();
        rows.add(Row.left(name + "RATIONAL 6/1", TIFF, fraction));
        byte[] two = pictures.tiff(little, big).tag(ORIENTATION, SHORT, 6, 6).file();
        rows.add(Row.left(name + "two SHORT", TIFF, two));
        byte[] nine = pictures.tiff(little, big).tag(ORIENTATION, SHORT, 9).file();
        rows.add(Row.left(name + "SHORT 9", TIFF, nine));
      }
      byte[] sub =
          pictures
              .tiff(little, false)
              .tag(ORIENTATION, SHORT, 6)
              .sub(SUB_IFDS, pictures.preview(little).tag(ORIENTATION, SHORT, 3))
              .file();
      rows.add(Row.turned("TIFF of another than its sub-picture", TIFF, sub, 6));
      byte[] second =
          pictures
              .tiff(little, false)
              .tag(ORIENTATION, SHORT, 8)
              .then(pictures.preview(little).tag(ORIENTATION, SHORT, 3))
              .file();
      rows.add(Row.turned("TIFF of another than its preview", TIFF, second, 8));
      for (String form : Pictures.XMP_FORMS) {
        byte[] xmp = Pictures.xmp(form.formatted(6));
        byte[] alone = pictures.tiff(little, false).bytes(0x02BC, BYTE, xmp).file();
        byte[] both =
            pictures.tiff(little, false).tag(ORIENTATION, LONG, 3).bytes(0x02BC, BYTE, xmp).file();
        rows.add(Row.left("TIFF XMP alone", TIFF, alone));
        rows.add(Row.turned("TIFF XMP of another", TIFF, both, 3));
      }
    }
  }

  private void webp() {
    for (boolean little : new boolean[] {true, false}) {
      for (int type : List.of(BYTE, SHORT, LONG)) {
        for (int value : List.of(3, 6, 8)) {
          String name = "%s %s".formatted(order(little), WHOLE.get(type));
          byte[] exif = exif(little, type, value);
          byte[] headed = joined(text("Exif\0\0"), exif);
          rows.add(Row.turned("WebP flag set " + name, WEBP, pictures.webp(0x08, exif), value));
          rows.add(Row.turned("WebP flag unset " + name, WEBP, pictures.webp(0, exif), value));
          rows.add(Row.turned("WebP with head " + name, WEBP, pictures.webp(0x08, headed), value));
          rows.add(Row.turned("WebP simple " + name, WEBP, pictures.webp(-1, headed), value));
        }
      }
    }
    for (String form : Pictures.XMP_FORMS) {
      byte[] xmp = Pictures.xmp(form.formatted(6));
      byte[] exif = exif(true, SHORT, 8);
      rows.add(Row.left("WebP XMP alone", WEBP, pictures.webp(0x04, null, xmp)));
      rows.add(Row.turned("WebP XMP of another", WEBP, pictures.webp(0x0C, exif, xmp), 8));
    }
  }

  private void intoOthers() {
    for (ImageFormat to : List.of(PNG, TIFF, WEBP, HEIC, AVIF)) {
      if (pictures.canWrite(to)) {
        byte[] file =
            pictures.jpegOf(
                Pictures.exifSegment(exif(false, LONG, 6)),
                Pictures.xmpSegment(Pictures.XMP_FORMS.getFirst().formatted(6)));
        rows.add(Row.turned("JPEG EXIF MM LONG", JPEG, file, 6).into(to));
      }
    }
  }

  private void heif(ImageFormat format) {
    int[] byQuarters = {1, 8, 3, 6};
    String name = format + " ";
    for (int quarters = 1; quarters < 4; quarters++) {
      int orientation = byQuarters[quarters];
      byte[] irot = Heif.irot(quarters);
      byte[] same = Heif.with(pictures.heif(format, exif(false, SHORT, orientation)), irot);
      byte[] one = Heif.with(pictures.heif(format, exif(true, LONG, 1)), irot);
      byte[] other = Heif.with(pictures.heif(format, exif(true, BYTE, 2)), irot);
      byte[] none = Heif.with(pictures.heif(format, null), irot);
      rows.add(Row.turned(name + "irot, EXIF the same", format, same, orientation));
      rows.add(Row.turned(name + "irot, EXIF the same", format, same, orientation).into(JPEG));
      rows.add(Row.turned(name + "irot, EXIF of 1", format, one, orientation));
      rows.add(Row.turned(name + "irot, EXIF of another", format, other, orientation).into(PNG));
      rows.add(Row.turned(name + "irot alone", format, none, orientation));
    }
    byte[] exifOnly = pictures.heif(format, exif(false, SHORT, 6));
    rows.add(Row.left(name + "EXIF alone", format, exifOnly));
    // which means nothing in this format, but would in the other
    rows.add(Row.turned(name + "EXIF of 6 alone", format, exifOnly, 1).into(JPEG));
  }
}
