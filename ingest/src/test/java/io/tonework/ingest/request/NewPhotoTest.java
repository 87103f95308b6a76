package io.tonework.ingest.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.tonework.contracts.Mode;
import io.tonework.contracts.OutputFormat;
import io.tonework.contracts.OutputOptions;
import io.tonework.contracts.RetouchRequest;
import io.tonework.contracts.Slider;
import io.tonework.contracts.Sliders;
import io.tonework.service.binding.StrictJson;
import io.tonework.service.problem.Problem;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NewPhotoTest {
  private static PhotoRequest json(String json) {
    return StrictJson.bind(StrictJson.object(json.getBytes(StandardCharsets.UTF_8)), NewPhoto.class)
        .wish(MaskUploads.NONE);
  }

  @Test
  void shouldReadEveryFieldOfJson() {
    // Given
    String body =
        """
        {"mode": "param", "sliders": {"Exposure2012": 30, "Saturation": {"value": -5.5}},
         "user": "u 1", "callback": "https://acme.example:8443/hook?x=1",
         "output": {"format": "jpeg", "quality": 85, "stripGps": true}}
        """;

    // When
    PhotoRequest request = json(body);

    // Then
    assertThat(request)
        .isEqualTo(
            new PhotoRequest(
                "u 1",
                new RetouchRequest(
                    Mode.PARAM,
                    null,
                    Sliders.of(Map.of(Slider.EXPOSURE, 30.0, Slider.SATURATION, -5.5)),
                    new OutputOptions(OutputFormat.JPEG, 85, true)),
                URI.create("https://acme.example:8443/hook?x=1")));
  }

  @Test
  void shouldReadTheSameFromForm() {
    // Given
    Map<String, String> form =
        Map.of(
            "mode", "param",
            "sliders", "{\"Exposure2012\": 30}",
            "user", "u",
            "format", "png",
            "quality", "7",
            "strip_gps", "true",
            "lut", "true",
            "callback", "http://host/hook");

    // When
    PhotoRequest request = FormFields.read(form);

    // Then
    assertThat(request)
        .isEqualTo(
            json(
                """
                {"mode": "param", "sliders": {"Exposure2012": 30}, "user": "u",
                 "output": {"format": "png", "quality": 7, "stripGps": true}, "lut": true,
                 "callback": "http://host/hook"}
                """));
  }

  @Test
  void shouldMeanAutoWhenNothingIsSaid() {
    // When
    PhotoRequest request = json("{}");

    // Then
    assertThat(request).isEqualTo(new PhotoRequest(null, RetouchRequest.auto(), null));
    assertThat(FormFields.read(Map.of())).isEqualTo(request);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'mode': 'fancy'} | mode | auto, style, param, reference",
        "{'mode': 7} | mode | auto, style, param, reference",
        "{'mode': 'auto', 'sliders': {'Exposure2012': 1}} | sliders | param mode",
        "{'sliders': {'Exposure2012': 1}} | sliders | set mode to param",
        "{'mode': 'param'} | sliders | required",
        "{'mode': 'param', 'sliders': {'Exposure': 1}} | sliders.Exposure | Exposure2012",
        "{'mode': 'param', 'sliders': {'Tint': 'x'}} | sliders.Tint | unknown slider",
        "{'mode': 'param', 'sliders': {'Saturation': 'x'}} | sliders.Saturation | a number",
        "{'mode': 'param', 'sliders': {'Saturation': 101}} | sliders.Saturation | -100 to 100",
        "{'mode': 'param', 'sliders': [1]} | sliders | JSON object",
        "{'mode': 'style'} | instruction | required",
        "{'mode': 'style', 'instruction': ' '} | instruction | blank",
        "{'mode': 'style', 'instruction': 3} | instruction | text",
        "{'instrction': 'x'} | instrction | unknown field",
        "{'output': 'jpeg'} | output | JSON object",
        "{'output': {'format': 'gif'}} | output.format | original, jpeg, png, tiff, webp",
        "{'output': {'quality': 0}} | output.quality | 1 to 100",
        "{'output': {'quality': 2.5}} | output.quality | whole number",
        "{'output': {'stripGps': 'yes'}} | output.stripGps | true or false",
        "{'lut': 'yes'} | lut | true or false",
        "{'output': {'dpi': 300}} | output.dpi | unknown field",
        "{'user': ''} | user | blank",
        "{'user': 'a\\u0000b'} | user | control characters",
        "{'callback': 'ftp://host/x'} | callback | http or https",
        "{'callback': 'file:///etc/passwd'} | callback | http or https",
        "{'callback': '/hook'} | callback | absolute",
        "{'callback': 'https://'} | callback | no address",
        "{'callback': 'https://u:p@host/'} | callback | password",
        "{'callback': 'not an address'} | callback | no address",
        "{'callback': 'http://host:70000/'} | callback | port from 1 to 65535",
        "{'callback': 'http://host/#there'} | callback | fragment",
        "{'callback': 'http://2130706433/'} | callback | four decimal numbers",
        "{'callback': 'http://müller.example/'} | callback | ASCII",
      })
  void shouldNameTheFieldAtFault(String body, String field, String hint) {
    // When
    Problem problem = Problems.of(() -> json(body.replace('\'', '"')));

    // Then
    assertThat(problem.status()).isEqualTo(422);
    assertThat(problem.field()).isEqualTo(field);
    assertThat(problem.detail()).contains(hint);
  }

  @Test
  void shouldNameLimitAndValue() {
    // When
    Problem slider =
        Problems.of(() -> json("{\"mode\":\"param\",\"sliders\":{\"Saturation\":-250}}"));
    Problem instruction =
        Problems.of(() -> json("{\"instruction\":\"" + "x".repeat(2_001) + "\"}"));

    // Then
    assertThat(slider.limit()).isEqualTo(100);
    assertThat(slider.value()).isEqualTo(-250);
    assertThat(instruction.limit()).isEqualTo(2_000);
    assertThat(instruction.detail()).contains("2001");
    assertThat(String.valueOf(instruction.value())).hasSizeLessThan(300);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "null", "7", "{\"mode\": auto}", "\u0000"})
  void shouldRefuseABodyThatIsNoJsonObject(String body) {
    // When
    Problem problem = Problems.of(() -> json(body));

    // Then
    assertThat(problem.status()).isEqualTo(400);
    assertThat(problem.type()).hasToString("urn:tonework:problem:malformed-request");
  }

  @ParameterizedTest
  @CsvSource({
    "quality, high, quality", "quality, 101, quality", "strip_gps, yes, strip_gps",
    "format, bmp, format", "sliders, {, sliders", "mode, x, mode"
  })
  void shouldNameTheFormFieldAtFault(String name, String value, String field) {
    // When
    Problem problem = Problems.of(() -> FormFields.read(Map.of(name, value)));

    // Then
    assertThat(problem.field()).isEqualTo(field);
  }
}
