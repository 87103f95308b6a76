package io.tonework.imaging.colour;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tonework.imaging.fault.CorruptImage;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Profiles made tag by tag. */
class IccProfileTest {
  private static final double[] SRGB_TO_XYZ = {
    0.4361, 0.3851, 0.1431, 0.2225, 0.7169, 0.0606, 0.0139, 0.0971, 0.7141
  };

  private static byte[] profile(String space, Map<String, byte[]> tags) {
    int size = 132 + tags.size() * 12 + tags.values().stream().mapToInt(tag -> tag.length).sum();
    ByteBuffer out = ByteBuffer.allocate(size);
    out.putInt(0, size)
        .put(12, "mntr".getBytes(US_ASCII))
        .put(16, space.getBytes(US_ASCII))
        .put(36, "acsp".getBytes(US_ASCII));
    out.position(128).putInt(tags.size());
    int at = 132 + tags.size() * 12;
    for (var tag : tags.entrySet()) {
      out.put(tag.getKey().getBytes(US_ASCII)).putInt(at).putInt(tag.getValue().length);
      out.put(at, tag.getValue());
      at += tag.getValue().length;
    }
    return out.array();
  }

  private static int fixed(double value) {
    return (int) Math.round(value * 65536);
  }

  private static byte[] para(int type, double... numbers) {
    ByteBuffer out = ByteBuffer.allocate(12 + 4 * numbers.length);
    out.put("para".getBytes(US_ASCII)).putInt(0).putShort((short) type).putShort((short) 0);
    for (double number : numbers) {
      out.putInt(fixed(number));
    }
    return out.array();
  }

  private static byte[] curv(int... samples) {
    ByteBuffer out = ByteBuffer.allocate(12 + 2 * samples.length);
    out.put("curv".getBytes(US_ASCII)).putInt(0).putInt(samples.length);
    for (int sample : samples) {
      out.putShort((short) sample);
    }
    return out.array();
  }

  private static byte[] xyz(double x, double y, double z) {
    return ByteBuffer.allocate(20)
        .put("XYZ ".getBytes(US_ASCII))
        .putInt(0)
        .putInt(fixed(x))
        .putInt(fixed(y))
        .putInt(fixed(z))
        .array();
  }

  private static Map<String, byte[]> matrix(byte[] curve) {
    double[] m = SRGB_TO_XYZ;
    Map<String, byte[]> tags = new LinkedHashMap<>();
    tags.put("rXYZ", xyz(m[0], m[3], m[6]));
    tags.put("gXYZ", xyz(m[1], m[4], m[7]));
    tags.put("bXYZ", xyz(m[2], m[5], m[8]));
    tags.put("rTRC", curve);
    return tags;
  }

  private static ToneCurve grey(byte[] curve) {
    return IccProfile.parse(profile("GRAY", Map.of("kTRC", curve))).grey().orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    // 0.5 through each type of ICC.1:2022, table 68
    "0, '2',                         0.25",
    "1, '2,0.5,0.25',                0.25",
    "2, '2,0.5,0.25,0.125',          0.375",
    "3, '2,0.5,0.25,0.5,0.75',       0.25",
    "3, '2,0.5,0.25,0.5,0.25',       0.25",
    "4, '2,0.5,0.25,0.5,0.75,0.25,0.125', 0.375",
    "4, '2,0.5,0.25,0.5,0.25,0.25,0.125', 0.5"
  })
  void shouldReadParametricCurvesOfEveryType(int type, String numbers, double linear) {
    double[] p = Arrays.stream(numbers.split(",")).mapToDouble(Double::parseDouble).toArray();

    assertThat(grey(para(type, p)).toLinear(0.5)).isCloseTo(linear, within(1e-9));
  }

  @Test
  void shouldReadCurvesOfSamples() {
    assertThat(grey(curv()).toLinear(0.3)).as("none is the identity").isCloseTo(0.3, within(1e-12));
    assertThat(grey(curv(0x0200)).toLinear(0.5))
        .as("one is a gamma")
        .isCloseTo(0.25, within(1e-12));
    ToneCurve sampled = grey(curv(0, 0x4000, 0xFFFF));
    assertThat(sampled.toLinear(0.5)).isCloseTo(0x4000 / 65535.0, within(1e-12));
    assertThat(sampled.toLinear(0.25)).isCloseTo(0x2000 / 65535.0, within(1e-12));
    assertThat(sampled.toEncoded(0x4000 / 65535.0)).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void shouldRefuseCurvesThatDoNotRise() {
    for (byte[] curve :
        new byte[][] {
          para(0, 0), para(1, 2, -1, 0), curv(5, 4, 60000), curv(7, 7), para(1, 2, 0, 1)
        }) {
      assertThatThrownBy(() -> grey(curve))
          .isInstanceOf(CorruptImage.class)
          .hasMessageStartingWith("the profile's tone curve");
    }
  }

  @Test
  void shouldRefuseCurvesOfUnknownKinds() {
    assertThatThrownBy(() -> grey(para(5, 1, 1, 1, 1, 1, 1, 1)))
        .hasMessage("the profile's tone curve has the unknown type 5");
    assertThatThrownBy(() -> grey("text....".getBytes(US_ASCII)))
        .hasMessage("the profile's tone curve is a 'text'");
    byte[] huge = curv(0, 1);
    ByteBuffer.wrap(huge).putInt(8, 65537);
    assertThatThrownBy(() -> grey(huge)).hasMessage("the profile's tone curve has 65537 samples");
  }

  @Test
  void shouldTakeTheCurveOfRedWhereThereIsNoOther() {
    RgbSpace one = IccProfile.parse(profile("RGB ", matrix(curv(0x0200)))).rgb().orElseThrow();
    Map<String, byte[]> three = matrix(curv(0x0200));
    three.put("gTRC", curv(0x0200));
    three.put("bTRC", curv(0x0200));
    RgbSpace same = IccProfile.parse(profile("RGB ", three)).rgb().orElseThrow();
    double[] first = {0.2, 0.5, 0.8};
    double[] second = first.clone();

    one.toSrgb(first);
    same.toSrgb(second);

    assertThat(first).isEqualTo(second);
    assertThat(first[1]).isNotCloseTo(0.5, within(0.01));
  }

  @Test
  void shouldReadBackTheSpaceThatTheWriterWrote() {
    ToneCurve.Parametric curve = new ToneCurve.Parametric(2, 0.5, 0.25, 0.5, 0.125, 0, 0);

    byte[] written = IccWriter.profile("a space", SRGB_TO_XYZ, curve);

    IccProfile read = IccProfile.parse(written);
    assertThat(read.colourSpace()).isEqualTo("RGB");
    double[] wide = {0.2, 0.5, 0.8};
    double[] expected = wide.clone();
    read.rgb().orElseThrow().toSrgb(wide);
    new MatrixSpace(SRGB_TO_XYZ, curve, curve, curve).toSrgb(expected);
    for (int c = 0; c < 3; c++) {
      assertThat(wide[c]).isCloseTo(expected[c], within(2e-4));
    }
    assertThat(IccWriter.profile("a space", SRGB_TO_XYZ, curve))
        .as("always the same")
        .isEqualTo(written);
    assertThat(ByteBuffer.wrap(written).getInt(0)).as("its own length").isEqualTo(written.length);
  }

  @Test
  void shouldHaveNoWayBackWhenThereAreTablesOneWayOnly() {
    byte[] scanner = profile("RGB ", Map.of("A2B0", new byte[20]));

    assertThat(IccProfile.parse(scanner).rgb()).isEmpty();
  }

  @Test
  void shouldReadGreyFromTheGreenOfAnRgbProfile() {
    Map<String, byte[]> tags = matrix(curv(0x0100));
    tags.put("gTRC", curv(0x0200));

    ToneCurve grey = IccProfile.parse(profile("RGB ", tags)).grey().orElseThrow();

    assertThat(grey.toLinear(0.5)).isCloseTo(0.25, within(1e-12));
    assertThat(IccProfile.parse(profile("GRAY", Map.of())).grey()).isEmpty();
  }

  @Test
  void shouldRefuseAProfileForOtherChannels() {
    IccProfile cmyk = IccProfile.parse(profile("CMYK", Map.of()));

    assertThatThrownBy(cmyk::rgb)
        .isInstanceOf(CorruptImage.class)
        .hasMessage("the embedded colour profile is for CMYK, the picture is RGB");
    assertThatThrownBy(cmyk::grey)
        .hasMessage("the embedded colour profile is for CMYK, the picture is GRAY");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rXYZ", "bXYZ", "rTRC"})
  void shouldNameTheTagThatIsMissing(String missing) {
    Map<String, byte[]> tags = matrix(curv());
    tags.remove(missing);

    assertThatThrownBy(() -> IccProfile.parse(profile("RGB ", tags)).rgb())
        .isInstanceOf(CorruptImage.class)
        .hasMessage("the colour profile has no " + missing);
  }

  @Test
  void shouldSayThatAProfileIsCutShort() {
    byte[] whole = profile("RGB ", matrix(curv(0, 100, 60000)));

    assertThatThrownBy(() -> IccProfile.parse(Arrays.copyOf(whole, 131)))
        .hasMessage("the embedded colour profile is no ICC profile");
    assertThatThrownBy(() -> IccProfile.parse(new byte[200]))
        .hasMessage("the embedded colour profile is no ICC profile");
    assertThatThrownBy(() -> IccProfile.parse(Arrays.copyOf(whole, 150)))
        .isInstanceOf(CorruptImage.class)
        .hasMessage("the embedded colour profile is cut short");
    assertThatThrownBy(() -> IccProfile.parse(Arrays.copyOf(whole, whole.length - 1)).rgb())
        .hasMessage("the embedded colour profile is cut short");
  }

  @ParameterizedTest
  @CsvSource({
    // (x - 0.25)^2 above the root, which b is negative for; 0 or the offset below
    "1, '1,1,-0.25',       0.75, 0.5",
    "1, '1,1,-0.25',       0.2,  0",
    "1, '1,2,-0.5',        0.3,  0.1",
    "1, '1,2,-0.5',        0.25, 0",
    "2, '1,2,-0.5,0.125',  0.3,  0.225",
    "2, '1,2,-0.5,0.125',  0.2,  0.125",
    "2, '1,1,0.5,0.125',   0,    0.625"
  })
  void shouldBeFlatBelowTheRootOfAPower(int type, String numbers, double encoded, double linear) {
    double[] p = Arrays.stream(numbers.split(",")).mapToDouble(Double::parseDouble).toArray();

    assertThat(grey(para(type, p)).toLinear(encoded)).isCloseTo(linear, within(1e-4));
  }

  @Test
  void shouldReadACurveOfAsManySamplesAsThereAreLevels() {
    int[] samples = new int[65536];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = i;
    }
    assertThat(grey(curv(samples)).toLinear(0.5)).isCloseTo(0.5, within(1e-9));
    byte[] negative = curv(0, 1);
    ByteBuffer.wrap(negative).putInt(8, -1);
    assertThatThrownBy(() -> grey(negative)).hasMessage("the profile's tone curve has -1 samples");
  }

  @Test
  void shouldWriteAProfileOfWhichEveryByteIsKnown() {
    // Given a space whose matrix has nine different numbers
    double[] toXyz = {0.5, 0.25, 0.125, 1, 2, 3, 4, 5, 6};
    ToneCurve.Parametric curve = new ToneCurve.Parametric(2, 0.5, 0.25, 0.125, 0.0625, 0, 0);

    // When
    ByteBuffer out = ByteBuffer.wrap(IccWriter.profile("odd", toXyz, curve));

    // Then
    assertThat(out.capacity()).as("every tag begins at a multiple of four").isEqualTo(528);
    assertThat(out.getInt(8)).as("version").isEqualTo(0x04300000);
    assertThat(text(out, 12, 12)).isEqualTo("mntrRGB XYZ ");
    assertThat(out.getLong(24)).as("date").isEqualTo(0x07EA_0001_0001_0000L);
    assertThat(text(out, 36, 4)).isEqualTo("acsp");
    assertThat(new int[] {out.getInt(68), out.getInt(72), out.getInt(76)})
        .as("D50")
        .containsExactly(0xF6D6, 0x10000, 0xD32D);
    assertThat(out.getInt(128)).as("tags").isEqualTo(9);
    String[] names = {"desc", "cprt", "wtpt", "rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC", "bTRC"};
    int[] lengths = {34, 76, 20, 20, 20, 20, 32, 32, 32};
    int at = 240;
    for (int i = 0; i < names.length; i++) {
      assertThat(text(out, 132 + i * 12, 4)).isEqualTo(names[i]);
      assertThat(out.getInt(136 + i * 12)).as(names[i]).isEqualTo(at);
      assertThat(out.getInt(140 + i * 12)).as(names[i]).isEqualTo(lengths[i]);
      at += lengths[i] + 3 & ~3;
    }
    assertThat(at).isEqualTo(out.capacity());
    assertThat(text(out, 240, 36))
        .isEqualTo("mluc\0\0\0\0\0\0\0\1\0\0\0\14enUS\0\0\0\6\0\0\0\34\0o\0d\0d\0\0");
    assertThat(numbers(out, out.getInt(136 + 3 * 12) + 8, 3)).containsExactly(0.5, 1, 4);
    assertThat(numbers(out, out.getInt(136 + 4 * 12) + 8, 3)).containsExactly(0.25, 2, 5);
    assertThat(numbers(out, out.getInt(136 + 5 * 12) + 8, 3)).containsExactly(0.125, 3, 6);
    int red = out.getInt(136 + 6 * 12);
    assertThat(text(out, red, 12)).isEqualTo("para\0\0\0\0\0\3\0\0");
    assertThat(numbers(out, red + 12, 5)).containsExactly(2, 0.5, 0.25, 0.125, 0.0625);
  }

  private static String text(ByteBuffer from, int at, int length) {
    byte[] bytes = new byte[length];
    from.get(at, bytes);
    return new String(bytes, US_ASCII);
  }

  private static double[] numbers(ByteBuffer from, int at, int count) {
    double[] numbers = new double[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = from.getInt(at + 4 * i) / 65536.0;
    }
    return numbers;
  }
}
