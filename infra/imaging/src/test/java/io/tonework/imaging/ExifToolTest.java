package io.tonework.imaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tonework.imaging.codec.ImageCodec;
import io.tonework.imaging.codec.RenderedImage;
import io.tonework.imaging.codec.imageio.ImageIoCodec;
import io.tonework.imaging.codec.vips.VipsCodec;
import io.tonework.imaging.file.EncodeOptions;
import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.imaging.file.format.ImageLimits;
import io.tonework.imaging.region.ColourMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Metadata before and after, as an independent reader sees them. */
class ExifToolTest {
  /** What must change, or speaks of the file and its pixels. */
  private static final Pattern EXPECTED =
      Pattern.compile(
          "ExifTool:.*|System:.*|File:(?!Comment).*|Composite:.*|QuickTime:.*|Meta:.*|RIFF:.*|VP8.*"
              + "|IFD1:.*|PNG:(Image|Bit|Color|Comp|Filt|Inter).*|IFD0:Orientation|IFD0:Software"
              + "|IFD0:(ImageWidth|ImageHeight|BitsPer.*|Compression|Photometric.*|Strip.*|RowsPer.*"
              + "|SamplesPer.*|Planar.*|Predictor|SampleFormat|YCbCr.*|SubfileType|ExtraSamples)"
              + "|ExifIFD:ExifImage.*|XMP-xmpMM:HistorySoftwareAgent|XMP-xmpMM:HistoryAction"
              + "|XMP-xmpMM:HistoryChanged|XMP-x:.*|Photoshop:IPTCDigest");

  private static final List<String> RICH =
      List.of(
          "-Make=Acme",
          "-Model=A 1",
          "-ISO=200",
          "-LensModel=Acme 50",
          "-ExposureTime=1/250",
          "-UserComment=hello",
          "-DateTimeOriginal=2024:01:02 03:04:05",
          "-OffsetTimeOriginal=+01:00",
          "-Artist=Jane",
          "-Copyright=(c) Jane",
          "-ImageDescription=A thing",
          "-EXIF:GPSLatitude=48.2",
          "-EXIF:GPSLatitudeRef=N",
          "-EXIF:GPSLongitude=16.3",
          "-EXIF:GPSLongitudeRef=E",
          "-XMP-exif:GPSLatitude=48.2",
          "-XMP-dc:Title=Zürich",
          "-XMP-dc:Subject=alps",
          "-XMP-xmp:Rating=4",
          "-XMP-xmp:CreatorTool=Acme Tool",
          "-XMP-photoshop:City=Wien",
          "-XMP-xmpMM:DocumentID=xmp.did:123",
          "-IPTC:Keywords=alps",
          "-IPTC:City=Wien",
          "-IPTC:By-line=Jane");

  @TempDir Path folder;

  @BeforeAll
  static void needsExifTool() {
    try {
      run("exiftool", "-ver");
    } catch (IOException e) {
      abort("exiftool is not on this machine (apt-get install libimage-exiftool-perl)");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "vips,JPEG,JPEG", "vips,PNG,PNG", "vips,TIFF,TIFF", "vips,WEBP,WEBP", "vips,AVIF,AVIF",
    "vips,HEIC,HEIC", "vips,JPEG,PNG", "vips,JPEG,TIFF", "vips,TIFF,JPEG", "vips,JPEG,WEBP",
    "vips,JPEG,AVIF", "vips,JPEG,HEIC", "vips,HEIC,JPEG", "vips,PNG,TIFF", "pure,JPEG,JPEG",
    "pure,PNG,PNG", "pure,TIFF,TIFF", "pure,JPEG,PNG", "pure,JPEG,TIFF", "pure,TIFF,JPEG"
  })
  void shouldLoseNothingButWhatItNames(String which, ImageFormat from, ImageFormat to)
      throws IOException {
    // Given
    ImageCodec codec = codec(which);
    assumeTrue(codec.canEncode(from) && codec.canEncode(to), codec.name() + " lacks a format");
    Path original = rich(codec, from);
    Map<String, String> before = tags(original);

    // When
    RenderedImage rendered =
        codec.render(
            Files.readAllBytes(original),
            ColourMap.identity(),
            EncodeOptions.DEFAULT.withFormat(to));
    Map<String, String> after = tags(write("after", to, rendered.bytes()));

    // Then
    Set<String> gone = new TreeSet<>();
    before.forEach((tag, value) -> {
      if (!EXPECTED.matcher(tag).matches() && !value.equals(after.get(tag))) {
        gone.add(tag + ": " + value + " became " + after.get(tag));
      }
    });
    if (rendered.lost().contains("IPTC")) {
      gone.removeIf(tag -> tag.startsWith("IPTC:") || tag.startsWith("Photoshop:"));
    }
    if (rendered.lost().contains("PNG tEXt")) {
      gone.removeIf(tag -> tag.startsWith("PNG:"));
    }
    if (from != to) {
      gone.removeIf(tag -> tag.startsWith("JFIF:")); // which says that there is no resolution
    }
    assertThat(before).containsKeys("IFD0:Make", "ExifIFD:LensModel", "XMP-dc:Title");
    assertThat(after).containsEntry("IFD0:Software", "Tonework");
    assertThat(after).doesNotContainKey("ExifTool:Warning").doesNotContainKey("ExifTool:Error");
    assertThat(gone).as("not named in %s", rendered.lost()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"JPEG", "PNG", "TIFF", "WEBP", "AVIF", "HEIC"})
  void shouldLeaveNoPositionWhenAskedTo(ImageFormat format) throws IOException {
    // Given
    ImageCodec codec = codec("vips");
    assumeTrue(codec.canEncode(format), codec.name() + " lacks " + format);
    byte[] original = Files.readAllBytes(rich(codec, format));

    // When
    byte[] rendered =
        codec
            .render(original, ColourMap.identity(), new EncodeOptions(null, null, true, null))
            .bytes();

    // Then
    assertThat(tags(write("after", format, rendered)).keySet())
        .contains("IFD0:Make")
        .noneMatch(tag -> tag.contains("GPS") && !tag.endsWith("GPSVersionID"));
  }

  private static ImageCodec codec(String which) {
    if (which.equals("pure")) {
      return new ImageIoCodec(ImageLimits.DEFAULT);
    }
    try {
      return VipsCodec.open(ImageLimits.DEFAULT);
    } catch (IllegalArgumentException e) {
      return abort("libvips is not on this machine: " + e.getMessage());
    }
  }

  /** A picture that exiftool has filled with metadata. */
  private Path rich(ImageCodec codec, ImageFormat format) throws IOException {
    byte[] plain = TestImages.quadrants(64, 48);
    if (format != ImageFormat.JPEG) {
      EncodeOptions as = new EncodeOptions(format, null, false, null);
      plain = codec.render(plain, ColourMap.identity(), as).bytes();
    }
    Path file = write("before", format, plain);
    List<String> command = new ArrayList<>(List.of("exiftool", "-q", "-m", "-overwrite_original"));
    command.addAll(RICH);
    if (format == ImageFormat.HEIC || format == ImageFormat.AVIF || format == ImageFormat.WEBP) {
      command.removeIf(option -> option.startsWith("-IPTC"));
    }
    command.add(file.toString());
    run(command.toArray(String[]::new));
    return file;
  }

  private Path write(String name, ImageFormat format, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name + "." + format.extension()), bytes);
  }

  private static Map<String, String> tags(Path file) throws IOException {
    Map<String, String> tags = new TreeMap<>();
    for (String line : run("exiftool", "-G1", "-s", "-a", file.toString()).split("\n")) {
      String[] parts = line.split("[\\[\\]:]", 4);
      if (parts.length == 4) {
        tags.put(parts[1] + ":" + parts[2].strip(), parts[3].strip());
      }
    }
    return tags;
  }

  private static String run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), UTF_8);
  }
}
