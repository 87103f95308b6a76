package io.tonework.standalone.cameraraw;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tonework.contracts.Slider;
import io.tonework.contracts.Sliders;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CameraRawTest {
  @Property(tries = 300)
  void shouldReadBackTheSlidersThatWereWritten(@ForAll("sliders") Sliders sliders) {
    // Given
    Sliders rounded = CameraRawScale.rounded(sliders);

    // When
    CameraRawSettings read = CameraRawReader.read(CameraRawWriter.write(sliders, "a look", null));

    // Then
    assertThat(read.sliders()).isEqualTo(rounded);
    assertThat(read.notCarriedOver()).isEmpty();
    assertThat(CameraRawScale.rounded(rounded)).isEqualTo(rounded);
    for (Slider slider : Slider.values()) {
      double step = slider == Slider.EXPOSURE ? 0.4 : 1;
      assertThat(Math.abs(rounded.get(slider) - sliders.get(slider)))
          .isLessThanOrEqualTo(step / 2 + 1e-6);
    }
  }

  @Provide
  Arbitrary<Sliders> sliders() {
    return Arbitraries.maps(
            Arbitraries.of(Slider.values()), Arbitraries.doubles().between(-100, 100))
        .map(Sliders::of);
  }

  @Test
  void shouldReadAttributesAndElementsWhenLightroomMixesThem() {
    // When
    CameraRawSettings read =
        read(
            """
            <rdf:Description rdf:about="" crs:ProcessVersion="15.4" crs:Exposure2012="+0.50"
              crs:Contrast2012="-12"><crs:Vibrance> +20 </crs:Vibrance></rdf:Description>
            <rdf:Description rdf:about="" crs:HueAdjustmentRed="7"/>\
            """);

    // Then: half a stop is a fifth of the 2.5 stops at 100
    assertThat(read.sliders())
        .isEqualTo(
            Sliders.of(
                Map.of(
                    Slider.EXPOSURE, 20.0,
                    Slider.CONTRAST, -12.0,
                    Slider.VIBRANCE, 20.0,
                    Slider.HUE_RED, 7.0)));
    assertThat(read.notCarriedOver()).isEmpty();
  }

  @Test
  void shouldListWhatIsNotCarriedOverAndNothingThatIsAtRest() {
    // When
    CameraRawSettings read =
        read(
            """
            <rdf:Description rdf:about="" crs:ProcessVersion="11.0" crs:Exposure2012="-4.00"
              crs:GrainAmount="25" crs:GrainSize="30" crs:Sharpness="0" crs:SharpenRadius="+1.0" crs:PostCropVignetteFeather="50"
              crs:Temperature="5500" crs:ParametricShadowSplit="25" crs:Clarity2012="+10"
              crs:ConvertToGrayscale="False" crs:HasCrop="False" crs:CropTop="0.2">
             <crs:Name><rdf:Alt><rdf:li xml:lang="x-default">Film</rdf:li></rdf:Alt></crs:Name>
             <crs:ToneCurvePV2012><rdf:Seq><rdf:li>0, 0</rdf:li><rdf:li>64, 50</rdf:li>
               <rdf:li>255, 255</rdf:li></rdf:Seq></crs:ToneCurvePV2012>
             <crs:ToneCurvePV2012Red><rdf:Seq><rdf:li>0, 0</rdf:li>
               <rdf:li>255, 255</rdf:li></rdf:Seq></crs:ToneCurvePV2012Red>
             <crs:MaskGroupBasedCorrections><rdf:Seq><rdf:li><rdf:Description
               crs:CorrectionAmount="1" crs:Contrast2012="99"/></rdf:li></rdf:Seq>
             </crs:MaskGroupBasedCorrections>
             <crs:RetouchAreas><rdf:Seq/></crs:RetouchAreas>
            </rdf:Description>\
            """);

    // Then: the contrast of the mask is not the photo's
    assertThat(read.sliders()).isEqualTo(Sliders.of(Map.of(Slider.EXPOSURE, -100.0)));
    assertThat(read.notCarriedOver())
        .containsExactly(
            "Exposure2012 = -4.00 (limited to -2.50 stops)",
            "GrainAmount = 25",
            "GrainSize = 30",
            "Temperature = 5500 (absolute white balance needs the raw file;"
                + " IncrementalTemperature and IncrementalTint are read)",
            "Clarity2012 = +10",
            "ToneCurvePV2012",
            "MaskGroupBasedCorrections");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "crs:ProcessVersion='5.7' crs:Saturation='3' | process version 5.7 (2010 or older)",
        "crs:ProcessVersion='5.0'                    | process version 5.0 (2010 or older)",
        "crs:Exposure='+0.50'                        | sets crs:Exposure, a slider of process version",
        "crs:ProcessVersion='new'                    | crs:ProcessVersion must be a number, not 'new'",
        "crs:Contrast2012='101'                      | crs:Contrast2012 must be from -100 to 100, not 101",
        "crs:Exposure2012='5.01'                     | crs:Exposure2012 must be from -5 to 5, not 5.01",
        "crs:Contrast2012='NaN'                      | crs:Contrast2012 must be a number, not 'NaN'",
        "crs:Contrast2012='1e1'                      | crs:Contrast2012 must be a number, not '1e1'",
        "crs:Contrast2012=''                         | crs:Contrast2012 must be a number, not ''",
        "other='1'                                   | there are no Camera Raw settings",
      })
  void shouldSayWhatIsWrongWhenAPresetCannotBeTaken(String attributes, String message) {
    assertThatThrownBy(() -> read("<rdf:Description rdf:about='' " + attributes + "/>"))
        .isInstanceOf(CameraRawSyntaxException.class)
        .hasMessageContaining(message);
  }

  @Test
  void shouldRefuseTheFileWhenItSetsASliderTwice() {
    assertThatThrownBy(() ->
            read("<rdf:Description crs:Contrast2012='1'/><rdf:Description crs:Contrast2012='2'/>"))
        .isInstanceOf(CameraRawSyntaxException.class)
        .hasMessageContaining("crs:Contrast2012 twice, to '1' and to '2'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>                            | document type",
        "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>    | document type",
        "<!DOCTYPE a SYSTEM 'http://127.0.0.1:1/a.dtd'><a/>                  | document type",
        "<a>&b;</a>                                                          | no XMP: line 1",
        "<a><b></a>                                                          | no XMP: line 1",
        "s = { type = 'Develop' }                                            | no XMP: line 1",
      })
  void shouldNeitherExpandNorFetchWhenAFileIsHostile(String file, String message) {
    assertThatThrownBy(() -> CameraRawReader.read(file.getBytes(UTF_8)))
        .isInstanceOf(CameraRawSyntaxException.class)
        .hasMessageContaining(message);
  }

  @Test
  void shouldRefuseTheFileWhenElementsAreNestedWithoutEnd() {
    assertThatThrownBy(() -> CameraRawReader.read("<a>".repeat(100_000).getBytes(UTF_8)))
        .isInstanceOf(CameraRawSyntaxException.class)
        .hasMessageContaining("nests elements deeper than 64");
  }

  @Test
  void shouldEndInAReasonWhenBytesOfAPresetAreDamaged() {
    // Given
    byte[] good = CameraRawWriter.write(Sliders.of(Map.of(Slider.BLACKS, 4.0)), "n", "d");
    long seed = new Random().nextLong();
    Random random = new Random(seed);

    for (int i = 0; i < 2_000; i++) {
      // When
      byte[] bad = Arrays.copyOf(good, 1 + random.nextInt(good.length));
      bad[random.nextInt(bad.length)] = (byte) random.nextInt();

      // Then
      try {
        assertThat(CameraRawReader.read(bad).sliders()).isNotNull();
      } catch (CameraRawSyntaxException e) {
        assertThat(e.getMessage()).as("seed %d", seed).isNotEmpty();
      }
    }
  }

  @Test
  void shouldTellXmpFromJsonByItsFirstBytes() {
    assertThat(CameraRawReader.looksLikeXmp("{\"a\": 1}".getBytes(UTF_8))).isFalse();
    assertThat(CameraRawReader.looksLikeXmp(new byte[0])).isFalse();
    assertThat(CameraRawReader.looksLikeXmp("\uFEFF \n<x/>".getBytes(UTF_8))).isTrue();
    assertThat(CameraRawReader.looksLikeXmp("<x/>".getBytes(UTF_16))).isTrue();
  }

  @Test
  void shouldWriteEverySliderInLightroomsUnitsWithItsNameEscaped() {
    // Given
    Sliders sliders = Sliders.of(Map.of(Slider.EXPOSURE, 30.0, Slider.TINT, -4.6));

    // When
    String xmp = new String(CameraRawWriter.write(sliders, "a < b & \"c\"\n", "d"), UTF_8);

    // Then
    assertThat(xmp)
        .contains("crs:Exposure2012=\"+0.75\"")
        .contains("crs:IncrementalTint=\"-5\"")
        .contains("crs:LuminanceAdjustmentMagenta=\"0\"")
        .contains("crs:ProcessVersion=\"11.0\"")
        .contains("<rdf:li xml:lang=\"x-default\">a &lt; b &amp; \"c\" </rdf:li>");
    assertThat(Slider.crsNames()).allSatisfy(name -> assertThat(xmp).contains("crs:" + name + "="));
  }

  private static CameraRawSettings read(String descriptions) {
    String xmp =
        """
        <?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
        <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
          xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
          xmlns:crs="http://ns.adobe.com/camera-raw-settings/1.0/">%s</rdf:RDF></x:xmpmeta>
        <?xpacket end="w"?>
        """
            .formatted(descriptions);
    return CameraRawReader.read(xmp.getBytes(UTF_8));
  }
}
