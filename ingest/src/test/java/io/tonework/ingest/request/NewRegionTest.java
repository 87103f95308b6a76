package io.tonework.ingest.request;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tonework.contracts.RequestedRegion;
import io.tonework.contracts.Slider;
import io.tonework.contracts.SliderGroup;
import io.tonework.ingest.multipart.Spool;
import io.tonework.service.binding.StrictJson;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NewRegionTest {
  private static final String SKY =
      "{\"name\": \"sky\", \"sliders\": {\"Exposure2012\": -40}, \"groups\": [\"globalColour\"]%s}";

  private static RequestedRegion only(String json) {
    PhotoRequest request =
        StrictJson.bind(
                StrictJson.object(("{\"regions\": [" + json + "]}").getBytes(UTF_8)),
                NewPhoto.class)
            .wish(MaskUploads.NONE);
    return request.retouch().regions().getFirst();
  }

  @Test
  void shouldReadRegionWhenMaskIsInline() throws IOException {
    byte[] png = png(false);

    RequestedRegion sky = only(SKY.formatted(", \"exact\": true, \"mask\": " + inline(png)));

    assertThat(sky.name()).isEqualTo("sky");
    assertThat(sky.sliders().get(Slider.EXPOSURE)).isEqualTo(-40);
    assertThat(sky.groups()).containsExactly(SliderGroup.LIGHT, SliderGroup.GLOBAL_COLOUR);
    assertThat(sky.exact()).isTrue();
    assertThat(sky.mask().inlineBytes()).isEqualTo(png);
  }

  @Test
  void shouldTakeMaskFromPartOfItsNameWhenItCameWithAForm(@TempDir Path folder) throws IOException {
    byte[] png = png(false);
    String body =
        part("request", "{\"regions\": [" + SKY.formatted("") + "]}")
            + part("mask.sky", new String(png, ISO_8859_1))
            + part("photo\"; filename=\"a.jpg", "bytes")
            + "--cut--\r\n";
    FormReader reader = new FormReader(new Spool(folder), 3, 1_000, 20_000);

    try (Submission read =
        reader.read(
            "multipart/form-data; boundary=cut",
            new ByteArrayInputStream(body.getBytes(ISO_8859_1)))) {
      PhotoRequest request = ((Submission.Posted) read.items().getFirst()).request();
      RequestedRegion sky = request.retouch().regions().getFirst();

      assertThat(MaskUploads.isPart(sky.mask())).isTrue();
      assertThat(request.masks().bytes("sky")).isEqualTo(png);
      assertThat(read.items().getFirst().fingerprint().toString()).doesNotContain("masks");
    }
  }

  @Test
  void shouldNameTheFieldWhenMaskIsNoMask() throws IOException {
    assertThat(problemField(SKY.formatted(", \"mask\": " + inline(png(true)))))
        .isEqualTo("regions[0].mask.png");
    assertThat(problemField(SKY.formatted(", \"mask\": " + inline(new byte[] {1, 2, 3}))))
        .isEqualTo("regions[0].mask.png");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'name': 'sky', 'sliders': {'Exposure2012': 1}} | regions[0].mask",
        "{'name': 'a/b', 'sliders': {'Exposure2012': 1}, 'mask': {'bucket': 'b', 'key': 'k',"
            + " 'sha256': '0'}} | regions[0].mask.sha256",
        "{'name': 'sky', 'sliders': {'Glow': 1}} | regions[0].sliders.Glow",
        "{'name': 'sky', 'groups': ['tone']} | regions[0].groups[0]",
        "{'name': 'sky', 'mask': {'key': 'k'}} | regions[0].mask.key",
        "{'sliders': {}} | regions[0].name",
        "{'name': 'sky', 'masks': 1} | regions[0].masks",
      })
  void shouldNameTheFieldWhenARegionIsWrong(String json, String field) {
    assertThat(problemField(json.replace("'", "\""))).isEqualTo(field);
  }

  private static String problemField(String region) {
    return String.valueOf(Problems.of(() -> only(region)).field());
  }

  private static String inline(byte[] png) {
    return "{\"png\": \"" + Base64.getEncoder().encodeToString(png) + "\"}";
  }

  private static String part(String name, String value) {
    return "--cut\r\nContent-Disposition: form-data; name=\""
        + name
        + "\"\r\n\r\n"
        + value
        + "\r\n";
  }

  private static byte[] png(boolean alpha) throws IOException {
    int type = alpha ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_BYTE_GRAY;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(8, 6, type), "png", out);
    return out.toByteArray();
  }
}
