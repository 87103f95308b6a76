package io.tonework.imaging.matrix;

import static io.tonework.imaging.file.HandMade.box;
import static io.tonework.imaging.file.HandMade.bytes;
import static io.tonework.imaging.file.HandMade.joined;
import static io.tonework.imaging.file.HandMade.shorts;
import static io.tonework.imaging.file.HandMade.text;
import static io.tonework.imaging.matrix.Structure.ASCII;
import static io.tonework.imaging.matrix.Structure.BYTE;
import static io.tonework.imaging.matrix.Structure.EXIF_IFD;
import static io.tonework.imaging.matrix.Structure.GPS_IFD;
import static io.tonework.imaging.matrix.Structure.LONG;
import static io.tonework.imaging.matrix.Structure.RATIONAL;
import static io.tonework.imaging.matrix.Structure.SHORT;
import static io.tonework.imaging.matrix.Structure.UNDEFINED;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tonework.imaging.codec.ImageCodec;
import io.tonework.imaging.codec.RenderedImage;
import io.tonework.imaging.codec.develop.Developer;
import io.tonework.imaging.codec.develop.DevelopingCodec;
import io.tonework.imaging.codec.vips.JxlDeveloper;
import io.tonework.imaging.codec.vips.JxlFiles;
import io.tonework.imaging.codec.vips.VipsCodec;
import io.tonework.imaging.file.EncodeOptions;
import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.imaging.file.format.ImageLimits;
import io.tonework.imaging.file.metadata.Metadata;
import io.tonework.imaging.region.ColourMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A photo that is to go out without its position has none in any place that can hold one. Every
 * place says the same: a latitude of 48.2082, and the town of Gaisbergdorf.
 */
class PositionMatrixTest {
  private static final String TOWN = "Gaisbergdorf";
  private static final long LATITUDE = 482082;
  private static final EncodeOptions KEPT = new EncodeOptions(null, null, false, null);
  private static final EncodeOptions STRIPPED = new EncodeOptions(null, null, true, null);

  /** Tags that tell where, as exiftool calls them; not the version of a directory that is gone. */
  private static final Pattern WHERE =
      Pattern.compile(
          "(?i).*(?:gps|latitude|longitude|altitude|location|city|sublocation|province|country"
              + "|modeltiepoint|pixelscale|geotiff|gtcitation|projected).*");

  private static final List<Done> ALL = new ArrayList<>();

  @TempDir static Path folder;

  /** A file that has a position, and the file that must not. */
  record Done(String name, Path before, Path after, Path kept, List<String> lost) {
    @Override
    public String toString() {
      return name;
    }
  }

  @BeforeAll
  static void renderAll() throws IOException {
    VipsCodec vips;
    try {
      vips = VipsCodec.open(ImageLimits.DEFAULT);
    } catch (IllegalArgumentException e) {
      abort("libvips is not on this machine (apt-get install libvips42): " + e.getMessage());
      return;
    }
    Pictures pictures = new Pictures(vips);
    jpeg(pictures, vips);
    png(pictures, vips);
    tiff(pictures, vips);
    for (byte[] exif : List.of(exif(true), exif(false))) {
      byte[] xmp = xmp(XMP.get("attribute"));
      row("WebP", ImageFormat.WEBP, pictures.webp(0x0C, exif, xmp), ImageFormat.WEBP, vips);
      row(
          "WebP flags unset",
          ImageFormat.WEBP,
          pictures.webp(0, exif, xmp),
          ImageFormat.JPEG,
          vips);
      for (ImageFormat format : List.of(ImageFormat.HEIC, ImageFormat.AVIF)) {
        if (vips.canEncode(format)) {
          byte[] file = pictures.heif(format, exif);
          row(format + " item", format, file, format, vips);
          row(format + " item into JPEG", format, file, ImageFormat.JPEG, vips);
        }
      }
    }
    Optional<Developer> jxl = JxlDeveloper.open();
    if (jxl.isPresent()) {
      ImageCodec codec =
          DevelopingCodec.of(ImageLimits.DEFAULT, Set.of(jxl.get()), VipsCodec::open);
      Metadata all = new Metadata(exif(true), xmp(XMP.get("element")), null, null);
      byte[] file = JxlFiles.oriented(pictures.tiff(), 6, all);
      row("JPEG XL boxes", ImageFormat.JXL, file, ImageFormat.JPEG, codec);
      byte[] brob = joined(file, box("brob", text("Exif"), exif(true)));
      row("JPEG XL compressed box", ImageFormat.JXL, brob, ImageFormat.TIFF, codec);
    }
  }

  private static void row(
      String name, ImageFormat from, byte[] file, ImageFormat to, ImageCodec codec)
      throws IOException {
    RenderedImage result = codec.render(file, ColourMap.identity(), STRIPPED.withFormat(to));
    RenderedImage kept = codec.render(file, ColourMap.identity(), KEPT.withFormat(to));
    String number = "%03d-".formatted(ALL.size());
    Path before = Files.write(folder.resolve(number + "before." + from.extension()), file);
    Path after = Files.write(folder.resolve(number + "after." + to.extension()), result.bytes());
    Path same = Files.write(folder.resolve(number + "kept." + to.extension()), kept.bytes());
    ALL.add(new Done(name, before, after, same, result.lost()));
  }

  private static Structure gps(boolean little) {
    return Structure.exif(little)
        .bytes(1, ASCII, text("N\0"))
        .tag(2, RATIONAL, LATITUDE, 10000, 0, 1, 0, 1)
        .bytes(3, ASCII, text("E\0"))
        .tag(4, RATIONAL, 13, 1, 6, 1, 7, 1)
        .text(0x1C, TOWN);
  }

  private static Structure described(boolean little) {
    return Structure.exif(little).text(0x010F, "Acme").text(0x010E, "A castle");
  }

  private static byte[] exif(boolean little) {
    return described(little).sub(GPS_IFD, gps(little)).file();
  }

  /** Ways in which an EXIF block can hold a position. */
  private static Map<String, byte[]> exifs(boolean little) {
    Map<String, byte[]> all = new LinkedHashMap<>();
    all.put("GPS directory", exif(little));
    all.put(
        "GPS directory below that of EXIF",
        described(little)
            .sub(EXIF_IFD, Structure.exif(little).tag(0x8827, SHORT, 100).sub(GPS_IFD, gps(little)))
            .file());
    all.put(
        "GPS directory of the preview",
        described(little).then(Structure.exif(little).sub(GPS_IFD, gps(little))).file());
    all.put(
        "maker notes",
        described(little)
            .sub(
                EXIF_IFD,
                Structure.exif(little)
                    .tag(0x8827, SHORT, 100)
                    .bytes(0x927C, UNDEFINED, text("Acme\0\0\1\2" + TOWN + " 48.2082N")))
            .file());
    all.put(
        "a user's comment",
        described(little)
            .sub(
                EXIF_IFD,
                Structure.exif(little)
                    .tag(0x8827, SHORT, 100)
                    .bytes(0x9286, UNDEFINED, text("ASCII\0\0\0" + TOWN + " 48.2082, 13.1020")))
            .file());
    all.put("XMP within", described(little).bytes(0x02BC, BYTE, xmp(XMP.get("attribute"))).file());
    all.put("IPTC within", described(little).bytes(0x83BB, UNDEFINED, iptc()).file());
    all.put(
        "GeoTIFF",
        described(little)
            .tag(0x830E, 12, LATITUDE)
            .tag(0x8482, 12, 0, 0, 0, 13, LATITUDE, 0)
            .tag(0x87AF, SHORT, 1, 1, 0, 1, 0x0402, 0x87B1, TOWN.length() + 1, 0)
            .text(0x87B1, TOWN + "|")
            .file());
    all.put(
        "a maker's private tag",
        described(little)
            .bytes(0xC634, BYTE, text("Adobe\0MakN" + TOWN))
            .bytes(0xC7A0, UNDEFINED, text(TOWN + " ".repeat(80)))
            .file());
    all.put("no directory that can be read", text("II*\0\377\377\0\0\0\0" + TOWN));
    return all;
  }

  private static final Map<String, String> XMP = xmps();

  private static Map<String, String> xmps() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("attribute", "exif:GPSLatitude=\"48,12.4920N " + TOWN + "\"");
    all.put("element", "><exif:GPSLatitude>48,12.4920N " + TOWN + "</exif:GPSLatitude>");
    all.put(
        "another prefix",
        "xmlns:e='http://ns.adobe.com/exif/1.0/' e:GPSAreaInformation='" + TOWN + "'");
    all.put("drone", "xmlns:d='http://www.dji.com/drone-dji/1.0/' d:GpsLatitude='" + TOWN + "'");
    all.put("drone's height", "xmlns:d='http://d/' d:AbsoluteAltitude='" + TOWN + "'");
    all.put("city", "xmlns:p='http://ns.adobe.com/photoshop/1.0/' p:City='" + TOWN + "'");
    all.put("state", "xmlns:p='http://ns.adobe.com/photoshop/1.0/' p:State='" + TOWN + "'");
    all.put("sublocation", "Iptc4xmpCore:Location='" + TOWN + "'");
    all.put(
        "location shown",
        "><Iptc4xmpExt:LocationShown><rdf:Bag><rdf:li rdf:parseType='Resource'><Iptc4xmpExt:City>"
            + TOWN
            + "</Iptc4xmpExt:City></rdf:li></rdf:Bag></Iptc4xmpExt:LocationShown>");
    all.put(
        "location created",
        "><Iptc4xmpExt:LocationCreated Iptc4xmpExt:Sublocation='" + TOWN + "'/>");
    all.put(
        "another packet's",
        "><xmpMM:Pantry><rdf:Bag><rdf:li exif:GPSDestLatitude='"
            + TOWN
            + "'/></rdf:Bag></xmpMM:Pantry>");
    all.put(
        "description",
        "><dc:description><rdf:Alt><rdf:li xml:lang='x-default'>"
            + TOWN
            + " 48.2082, 13.1020</rdf:li></rdf:Alt></dc:description>");
    all.put("further picture", "><GImage:Data>" + TOWN + "</GImage:Data>");
    all.put("maker note", "xmlns:c='http://c/' c:HdrPlusMakernote='" + TOWN + "'");
    all.put("not well-formed", "><exif:GPSLatitude>" + TOWN + "</exif:GPS>");
    all.put("W3C", "><geo:lat>" + TOWN + "</geo:lat>");
    return all;
  }

  private static byte[] xmp(@Nullable String properties) {
    return Pictures.xmp("xmlns:exif='http://ns.adobe.com/exif/1.0/' " + properties);
  }

  private static byte[] dataSet(int id, String value) {
    return joined(bytes(0x1C, 2, id), shorts(value.length()), text(value));
  }

  private static byte[] iptc() {
    List<byte[]> sets = new ArrayList<>(List.of(dataSet(25, "alps")));
    for (int id : new int[] {26, 27, 90, 92, 95, 100, 101}) {
      sets.add(dataSet(id, id == 100 ? "AUT" : TOWN));
    }
    sets.add(dataSet(120, TOWN + " at 48.2082N 13.1020E"));
    sets.add(dataSet(80, "Jane"));
    return joined(sets.toArray(byte[][]::new));
  }

  private static byte[] resource(int id, byte[] data) {
    byte[] padding = new byte[data.length & 1];
    return joined(text("8BIM"), shorts(id, 0, 0, data.length), data, padding);
  }

  private static byte[] photoshopSegment(byte[]... resources) {
    return Pictures.segment(0xED, joined(text("Photoshop 3.0\0"), joined(resources)));
  }

  private static void jpeg(Pictures pictures, ImageCodec codec) throws IOException {
    Map<String, byte[]> all = new LinkedHashMap<>();
    for (boolean little : new boolean[] {true, false}) {
      exifs(little)
          .forEach((name, exif) ->
              all.put("EXIF " + (little ? "II " : "MM ") + name, pictures.jpeg(exif)));
    }
    XMP.forEach((name, xmp) ->
        all.put(
            "XMP " + name,
            pictures.jpegOf(
                Pictures.segment(0xE1, joined(text("http://ns.adobe.com/xap/1.0/\0"), xmp(xmp))))));
    all.put("IPTC", pictures.jpegOf(photoshopSegment(resource(0x0404, iptc()))));
    all.put("EXIF in resources", pictures.jpegOf(photoshopSegment(resource(0x0422, exif(true)))));
    byte[] packet = xmp(XMP.get("element"));
    all.put("XMP in resources", pictures.jpegOf(photoshopSegment(resource(0x0424, packet))));
    all.put("unknown resources", pictures.jpegOf(photoshopSegment(text("AgHg" + TOWN + "    "))));
    all.put("comment", pictures.jpegOf(Pictures.segment(0xFE, text(TOWN + " GPS: 48.2082 N"))));
    byte[] exif = Pictures.exifSegment(exif(false));
    all.put("two EXIF", pictures.jpegOf(exif, Pictures.exifSegment(exif(true))));
    all.put("a maker's segment", pictures.jpegOf(Pictures.segment(0xE6, text("GoPro\0" + TOWN))));
    byte[] plain = pictures.jpeg(exif(true));
    byte[] index = Pictures.segment(0xE2, text("MPF\0II*\0"));
    all.put("second picture", joined(pictures.jpegOf(index), plain));
    byte[] film = box("moov", box("udta", box("\u00A9xyz", text("\0\22\25\307+48.2082" + TOWN))));
    all.put("film behind", joined(plain, box("ftyp", text("mp42")), film));
    for (Map.Entry<String, byte[]> entry : all.entrySet()) {
      row("JPEG " + entry.getKey(), ImageFormat.JPEG, entry.getValue(), ImageFormat.JPEG, codec);
    }
    for (ImageFormat to : List.of(ImageFormat.PNG, ImageFormat.TIFF, ImageFormat.WEBP)) {
      byte[] most =
          pictures.jpegOf(
              exif,
              photoshopSegment(resource(0x0404, iptc())),
              Pictures.segment(0xE1, joined(text("http://ns.adobe.com/xap/1.0/\0"), packet)));
      row("JPEG into " + to, ImageFormat.JPEG, most, to, codec);
    }
  }

  private static void png(Pictures pictures, ImageCodec codec) throws IOException {
    Map<String, byte[]> all = new LinkedHashMap<>();
    byte[] exif = exif(false);
    byte[] packet = xmp(XMP.get("attribute"));
    all.put("eXIf", Pictures.chunk("eXIf", exif));
    for (String type : List.of("zTXt", "tEXt", "iTXt", "iTXt deflated")) {
      all.put(type + " exif", Pictures.rawProfile(type, "exif", joined(text("Exif\0\0"), exif)));
      all.put(type + " APP1", Pictures.rawProfile(type, "APP1", joined(text("Exif\0\0"), exif)));
      all.put(type + " xmp", Pictures.rawProfile(type, "xmp", packet));
      all.put(type + " iptc", Pictures.rawProfile(type, "iptc", resource(0x0404, iptc())));
      all.put(type + " bare iptc", Pictures.rawProfile(type, "iptc", iptc()));
      all.put(type + " unknown", Pictures.rawProfile(type, "acme", exif));
    }
    byte[] bad =
        joined(text("Raw profile type exif\0"), text("\nexif\n 9999\n4761697362657267646f7266\n"));
    all.put("raw profile that lies", Pictures.chunk("tEXt", bad));
    all.put(
        "XMP", joined(Pictures.chunk("iTXt", joined(text("XML:com.adobe.xmp\0\0\0\0\0"), packet))));
    all.put("XMP under another name", Pictures.chunk("tEXt", joined(text("xmp\0"), packet)));
    all.put("property", Pictures.chunk("tEXt", text("exif:GPSLatitude\0" + TOWN)));
    all.put("city", Pictures.chunk("iTXt", text("City\0\0\0\0\0" + TOWN)));
    byte[] comment = Pictures.deflated(text(TOWN + " 48.2082, 13.1020"));
    all.put("comment", Pictures.chunk("zTXt", joined(text("Comment\0\0"), comment)));
    all.put("comment that is not deflated", Pictures.chunk("zTXt", text("Comment\0\0" + TOWN)));
    all.put("unknown chunk", Pictures.chunk("gpSt", text(TOWN)));
    for (Map.Entry<String, byte[]> entry : all.entrySet()) {
      byte[] file = pictures.png(entry.getKey().length() % 2 == 0, entry.getValue());
      row("PNG " + entry.getKey(), ImageFormat.PNG, file, ImageFormat.PNG, codec);
    }
  }

  private static void tiff(Pictures pictures, ImageCodec codec) throws IOException {
    for (boolean little : new boolean[] {true, false}) {
      for (boolean big : new boolean[] {false, true}) {
        Map<String, Structure> all = new LinkedHashMap<>();
        Structure gps = big ? bigGps(little) : gps(little);
        all.put("GPS directory", pictures.tiff(little, big).sub(GPS_IFD, gps));
        byte[] packet = xmp(XMP.get("element"));
        all.put("XMP", pictures.tiff(little, big).bytes(0x02BC, BYTE, packet));
        all.put("IPTC", pictures.tiff(little, big).bytes(0x83BB, UNDEFINED, iptc()));
        byte[] resources = joined(resource(0x0404, iptc()), resource(0x0422, exif(true)));
        all.put("resources", pictures.tiff(little, big).bytes(0x8649, BYTE, resources));
        all.put(
            "GeoTIFF",
            pictures
                .tiff(little, big)
                .tag(0x8482, LONG, 0, 0, 0, 13, LATITUDE, 0)
                .text(0x87B1, TOWN + "|")
                .text(0xA480, "<GDALMetadata>" + TOWN + "</GDALMetadata>"));
        all.put(
            "GPS directory of its preview",
            pictures
                .tiff(little, big)
                .then(
                    new Structure(little, big)
                        .tag(0x00FE, LONG, 1)
                        .picture(8, 8, new byte[192])
                        .sub(GPS_IFD, gps)));
        for (Map.Entry<String, Structure> entry : all.entrySet()) {
          byte[] file = entry.getValue().file();
          ImageFormat to = little ? ImageFormat.TIFF : ImageFormat.JPEG;
          row("TIFF " + entry.getKey(), ImageFormat.TIFF, file, to, codec);
        }
      }
    }
  }

  private static Structure bigGps(boolean little) {
    return new Structure(little, true)
        .bytes(1, ASCII, text("N\0"))
        .tag(2, RATIONAL, LATITUDE, 10000, 0, 1, 0, 1)
        .text(0x1C, TOWN);
  }

  static Stream<Done> all() {
    return ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("all")
  void shouldHaveNoByteOfThePosition(Done done) throws IOException {
    byte[] file = Files.readAllBytes(done.after);

    assertThat(secrets(file)).isEmpty();
  }

  /** What of the position is in the bytes of a file, as text or as numbers of either byte order. */
  private static List<String> secrets(byte[] file) {
    String all = new String(file, ISO_8859_1);
    List<String> found = new ArrayList<>();
    byte[] big = {0, 7, 0x5B, 0x22};
    byte[] little = {0x22, 0x5B, 7, 0};
    for (String secret :
        List.of(TOWN, "47616973", new String(big, ISO_8859_1), new String(little, ISO_8859_1))) {
      if (all.contains(secret)) {
        found.add(secret);
      }
    }
    return found;
  }

  @Test
  void shouldKnowAPositionWhenThereIsOne() throws IOException {
    // a test that finds nothing would find nothing after either
    int found = 0;
    for (Done done : ALL) {
      found += secrets(Files.readAllBytes(done.before)).isEmpty() ? 0 : 1;
    }
    assertThat(found).isGreaterThan(ALL.size() * 3 / 4);
  }

  @Test
  void shouldNotTellExifToolWhereItWas() {
    assumeTrue(Readers.hasExifTool(), "exiftool is not on this machine");
    List<Path> files = ALL.stream().flatMap(d -> Stream.of(d.before, d.after, d.kept)).toList();

    Map<Path, List<String>> tags = Readers.exifTool(files, "-u", "-ee");

    SoftAssertions softly = new SoftAssertions();
    int told = 0;
    int toldOfKept = 0;
    for (Done done : ALL) {
      told += where(tags, done.before).isEmpty() ? 0 : 1;
      toldOfKept += where(tags, done.kept).isEmpty() ? 0 : 1;
      softly.assertThat(where(tags, done.after)).as("%s", done).isEmpty();
      softly
          .assertThat(tags.getOrDefault(done.after, List.of()))
          .as("%s", done)
          .noneMatch(tag -> tag.contains(TOWN) || tag.contains("ExifTool:Warning"));
    }
    softly.assertThat(told).as("rows whose original tells").isGreaterThan(ALL.size() / 2);
    softly.assertThat(toldOfKept).as("rows whose copy tells").isGreaterThan(ALL.size() / 3);
    softly.assertAll();
  }

  private static List<String> where(Map<Path, List<String>> tags, Path file) {
    return tags.getOrDefault(file, List.of()).stream()
        .filter(tag -> WHERE.matcher(tag.substring(0, tag.indexOf('='))).matches())
        .toList();
  }

  @Test
  void shouldKeepAllElse() {
    assumeTrue(Readers.hasExifTool(), "exiftool is not on this machine");
    Done exif = done("JPEG EXIF MM GPS directory");
    Done xmp = done("JPEG XMP city");
    Done iptc = done("JPEG IPTC");
    Map<Path, List<String>> tags =
        Readers.exifTool(List.of(exif.after, xmp.after, iptc.after), "-all");

    assertThat(tags.get(exif.after)).contains("IFD0:Make=Acme", "IFD0:ImageDescription=A castle");
    assertThat(tags.get(iptc.after)).contains("IPTC:Keywords=alps", "IPTC:By-line=Jane");
    assertThat(exif.lost).isEmpty();
    assertThat(iptc.lost).isEmpty();
    assertThat(done("JPEG EXIF MM maker notes").lost).containsExactly("maker notes");
    assertThat(done("JPEG XMP not well-formed").lost).containsExactly("XMP that cannot be read");
    assertThat(done("JPEG EXIF II no directory that can be read").lost)
        .containsExactly("EXIF that cannot be read");
  }

  private static Done done(String name) {
    return ALL.stream().filter(done -> done.name.equals(name)).findFirst().orElseThrow();
  }

  @Test
  void shouldKeepThePositionWhenNotAskedTo() throws IOException {
    for (String name : List.of("JPEG EXIF MM GPS directory", "JPEG XMP city", "PNG city")) {
      assertThat(secrets(Files.readAllBytes(done(name).kept))).as(name).isNotEmpty();
    }
  }
}
