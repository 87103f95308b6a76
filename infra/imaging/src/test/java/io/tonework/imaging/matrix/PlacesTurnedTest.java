package io.tonework.imaging.matrix;

import static io.tonework.imaging.matrix.Structure.EXIF_IFD;
import static io.tonework.imaging.matrix.Structure.LONG;
import static io.tonework.imaging.matrix.Structure.ORIENTATION;
import static io.tonework.imaging.matrix.Structure.RATIONAL;
import static io.tonework.imaging.matrix.Structure.SHORT;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tonework.imaging.codec.RenderedImage;
import io.tonework.imaging.codec.vips.VipsCodec;
import io.tonework.imaging.file.EncodeOptions;
import io.tonework.imaging.file.PictureFile;
import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.imaging.file.format.ImageLimits;
import io.tonework.imaging.pixels.RgbImage;
import io.tonework.imaging.region.ColourMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What metadata say of places in a picture holds for the turned one: a face that was in the middle
 * of the red quarter is there still, as an independent reader finds the numbers.
 */
class PlacesTurnedTest {
  private static final EncodeOptions UNTOUCHED = new EncodeOptions(null, null, false, null);
  private static final int W = Pictures.W;
  private static final int H = Pictures.H;

  private static final String REGIONS =
      " xmlns:mwg-rs='http://www.metadataworkinggroup.com/schemas/regions/'"
          + " xmlns:stArea='http://ns.adobe.com/xmp/sType/Area#'"
          + " xmlns:stDim='http://ns.adobe.com/xap/1.0/sType/Dimensions#'"
          + " xmlns:MP='http://ns.microsoft.com/photo/1.2/'"
          + " xmlns:MPRI='http://ns.microsoft.com/photo/1.2/t/RegionInfo#'"
          + " xmlns:MPReg='http://ns.microsoft.com/photo/1.2/t/Region#'>"
          + "<mwg-rs:Regions rdf:parseType='Resource'><mwg-rs:AppliedToDimensions stDim:w='%d'"
          + " stDim:h='%d' stDim:unit='pixel'/><mwg-rs:RegionList><rdf:Bag>"
          + "<rdf:li><rdf:Description mwg-rs:Name='Ann' mwg-rs:Type='Face'><mwg-rs:Area"
          + " stArea:x='%s' stArea:y='%s' stArea:w='0.125' stArea:h='0.25' stArea:unit='normalized'/>"
          + "</rdf:Description></rdf:li></rdf:Bag></mwg-rs:RegionList></mwg-rs:Regions>"
          + "<MP:RegionInfo rdf:parseType='Resource'><MPRI:Regions><rdf:Bag><rdf:li"
          + " MPReg:PersonDisplayName='Ann' MPReg:Rectangle='0.1875, 0.125, 0.125, 0.25'/>"
          + "</rdf:Bag></MPRI:Regions></MP:RegionInfo>"
          + "<e:SubjectArea xmlns:e='http://ns.adobe.com/exif/1.0/'><rdf:Seq><rdf:li>32</rdf:li>"
          + "<rdf:li>16</rdf:li><rdf:li>16</rdf:li><rdf:li>8</rdf:li></rdf:Seq></e:SubjectArea>"
          + "<tiff:XResolution>300/1</tiff:XResolution><tiff:YResolution>150/1</tiff:YResolution>";

  private static VipsCodec codec;
  private static Pictures pictures;

  @TempDir Path folder;

  @BeforeAll
  static void needsLibvips() {
    try {
      codec = VipsCodec.open(ImageLimits.DEFAULT);
      pictures = new Pictures(codec);
    } catch (IllegalArgumentException e) {
      abort("libvips is not on this machine (apt-get install libvips42): " + e.getMessage());
    }
  }

  private static byte[] exif(boolean little, int orientation, long... area) {
    return Structure.exif(little)
        .tag(ORIENTATION, SHORT, orientation)
        .tag(0x011A, RATIONAL, 300, 1)
        .tag(0x011B, RATIONAL, 150, 1)
        .sub(
            EXIF_IFD,
            Structure.exif(little)
                .tag(0x9214, SHORT, area)
                .tag(0xA002, LONG, W)
                .tag(0xA003, SHORT, H)
                .tag(0xA214, SHORT, 32, 16))
        .file();
  }

  /** Face and subject in the middle of the stored picture's red quarter. */
  private static byte[] jpeg(boolean little, int orientation) {
    return pictures.jpegOf(
        Pictures.exifSegment(exif(little, orientation, 32, 16, 16, 8)),
        Pictures.xmpSegment(REGIONS.formatted(W, H, "0.25", "0.25")));
  }

  private Map<String, String> tags(byte[] file, ImageFormat format) throws IOException {
    assumeTrue(Readers.hasExifTool(), "exiftool is not on this machine");
    Path path = Files.write(folder.resolve("picture." + format.extension()), file);
    return Readers.exifTool(List.of(path)).get(path).stream()
        .collect(
            toMap(
                tag -> tag.substring(0, tag.indexOf('=')),
                tag -> tag.substring(tag.indexOf('=') + 1),
                (first, _) -> first));
  }

  /** The colour of the finished picture at a place. */
  private static String colour(byte[] file, double x, double y) {
    RgbImage picture = codec.thumbnail(file, W);
    int column = (int) x;
    int line = (int) y;
    int at = (line * picture.width() + column) * 3;
    byte[] rgb = picture.rgb();
    boolean red =
        (rgb[at] & 0xFF) > 128 && (rgb[at + 1] & 0xFF) < 128 && (rgb[at + 2] & 0xFF) < 128;
    return red ? "red" : "another";
  }

  private static double[] numbers(String text) {
    return Arrays.stream(text.split("[ ,]+")).mapToDouble(Double::parseDouble).toArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void shouldPointAtTheSameThingWhenTurned(int orientation) throws IOException {
    List<ImageFormat> formats =
        orientation == 6
            ? List.of(ImageFormat.JPEG, ImageFormat.PNG, ImageFormat.TIFF, ImageFormat.WEBP)
            : List.of(ImageFormat.JPEG);
    for (ImageFormat to : formats) {
      // When
      boolean little = orientation % 2 == 0;
      RenderedImage result =
          codec.render(jpeg(little, orientation), ColourMap.identity(), UNTOUCHED.withFormat(to));
      Map<String, String> tags = tags(result.bytes(), to);

      // Then
      boolean swapped = orientation >= 5;
      double width = result.width();
      double height = result.height();
      double[] area = numbers(tags.get("ExifIFD:SubjectArea"));
      double[] again = numbers(tags.get("XMP-exif:SubjectArea"));
      double[] point = numbers(tags.get("ExifIFD:SubjectLocation"));
      double[] face = {
        Double.parseDouble(tags.get("XMP-mwg-rs:RegionAreaX")),
        Double.parseDouble(tags.get("XMP-mwg-rs:RegionAreaY"))
      };
      double[] person = numbers(tags.get("XMP-MP:RegionRectangle"));
      assertThat(result.lost()).isEmpty();
      assertThat(colour(result.bytes(), area[0], area[1])).as("%s area", to).isEqualTo("red");
      assertThat(colour(result.bytes(), point[0], point[1])).as("%s point", to).isEqualTo("red");
      assertThat(colour(result.bytes(), face[0] * width, face[1] * height)).isEqualTo("red");
      double left = person[0] + person[2] / 2;
      double top = person[1] + person[3] / 2;
      assertThat(left).isEqualTo(face[0]);
      assertThat(top).isEqualTo(face[1]);
      assertThat(area[2]).isEqualTo(swapped ? 8 : 16);
      assertThat(tags.get("XMP-mwg-rs:RegionAreaW")).isEqualTo(swapped ? "0.25" : "0.125");
      assertThat(tags.get("XMP-mwg-rs:RegionAppliedToDimensionsW")).isEqualTo("" + result.width());
      assertThat(tags.get("ExifIFD:ExifImageWidth")).isEqualTo("" + result.width());
      assertThat(tags.get("ExifIFD:ExifImageHeight")).isEqualTo("" + result.height());
      assertThat(again).isEqualTo(area);
      assertThat(tags.get("XMP-tiff:XResolution")).isEqualTo(swapped ? "150" : "300");
      assertThat(tags.get("IFD0:XResolution")).isEqualTo(swapped ? "150" : "300");
      assertThat(tags.get("XMP-mwg-rs:RegionName")).isEqualTo("Ann");
    }
  }

  @Test
  void shouldLeaveRegionsThatWereMadeForTheTurnedPicture() {
    byte[] file =
        pictures.jpegOf(
            Pictures.exifSegment(exif(false, 6, 32, 16)),
            Pictures.xmpSegment(REGIONS.formatted(H, W, "0.7", "0.2")));

    RenderedImage result = codec.render(file, ColourMap.identity(), UNTOUCHED);

    assertThat(xmp(result))
        .contains("stArea:x='0.7' stArea:y='0.2'", "stDim:w='64' stDim:h='128'", "'0.1875, 0.125,");
  }

  private static String xmp(RenderedImage result) {
    byte[] xmp = PictureFile.of(result.bytes()).metadata().xmp();
    return new String(Objects.requireNonNull(xmp), ISO_8859_1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<mwg-rs:Area stArea:x='?' stArea:y='0.5'/>|mwg-rs:Regions|face regions",
        "<mwg-rs:Area stArea:x='9' stArea:y='9' stArea:unit='pixel'/>|mwg-rs:Regions|face regions",
        "<a MPReg:Rectangle='0.1, 0.2'/>|MP:RegionInfo|people tags",
        "<b/>|Iptc4xmpExt:ImageRegion|image regions",
        "<b/>|acdsee-rs:Regions|image regions",
        "<rdf:li>9999</rdf:li><rdf:li>1</rdf:li>|exif:SubjectArea|subject area",
        "<rdf:li>a</rdf:li><rdf:li>1</rdf:li>|exif:SubjectLocation|subject area",
        "<b/>|crs:HasCrop|crop and local edits",
        "<b/>|crs:GradientBasedCorrections|crop and local edits",
        "<b/>|GPano:CroppedAreaLeftPixels|panorama",
        "0.3|mwg-rs:Rotation|tilt of regions"
      })
  void shouldNamePlacesThatCannotBeTurned(String inside, String property, String name) {
    // Given
    String xmp = "><%s>%s</%s>".formatted(property, inside, property);
    byte[] packet = Pictures.xmpSegment(xmp);
    byte[] turned =
        pictures.jpegOf(Pictures.exifSegment(Orientations.exif(true, SHORT, 6)), packet);
    byte[] upright = pictures.jpegOf(packet);

    // When
    RenderedImage result = codec.render(turned, ColourMap.identity(), UNTOUCHED);
    RenderedImage same = codec.render(upright, ColourMap.identity(), UNTOUCHED);

    // Then
    assertThat(result.lost()).containsExactly(name);
    assertThat(xmp(result)).doesNotContain(property);
    assertThat(same.lost()).isEmpty();
    assertThat(xmp(same)).contains(property);
  }

  @Test
  void shouldNameASubjectOutsideOfThePicture() throws IOException {
    byte[] file = pictures.jpeg(exif(false, 6, 3000, 2000, 100, 100));

    RenderedImage result = codec.render(file, ColourMap.identity(), UNTOUCHED);

    assertThat(result.lost()).containsExactly("subject area");
    assertThat(tags(result.bytes(), ImageFormat.JPEG))
        .doesNotContainKey("ExifIFD:SubjectArea")
        .containsKey("ExifIFD:SubjectLocation");
  }

  @ParameterizedTest
  @CsvSource({"1,8,8", "2,3,3", "3,6,6", "1,1,8"})
  void shouldFollowTheDecoderWhenTheFileTurnsThePicture(int quarters, int exif, int turned)
      throws IOException {
    // Given a HEIC file whose EXIF repeats its rotation, or does not
    assumeTrue(codec.canEncode(ImageFormat.HEIC), "this libvips does not write HEIC");
    byte[] plain = pictures.heif(ImageFormat.HEIC, exif(true, exif, 32, 16, 16, 8));
    byte[] heic = Heif.with(plain, Heif.irot(quarters));

    // When
    RenderedImage result =
        codec.render(heic, ColourMap.identity(), UNTOUCHED.withFormat(ImageFormat.JPEG));

    // Then
    Map<String, String> tags = tags(result.bytes(), ImageFormat.JPEG);
    if (exif == turned) {
      double[] area = numbers(tags.get("ExifIFD:SubjectArea"));
      assertThat(colour(result.bytes(), area[0], area[1])).isEqualTo("red");
      assertThat(result.lost()).isEmpty();
    } else {
      assertThat(tags).doesNotContainKey("ExifIFD:SubjectArea");
      assertThat(result.lost()).containsExactly("subject area");
    }
    assertThat(tags).containsEntry("IFD0:Orientation", "1");
  }
}
