package io.tonework.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RegionsJsonTest {
  private static final RegionMask MASK =
      RegionMask.stored(new ObjectId("tonework", "masks/acme/m.png"), "0a".repeat(32));
  private static final Sliders DARKER = Sliders.of(Map.of(Slider.EXPOSURE, -40.0));

  @Test
  void shouldReadAndWriteAsBeforeWhenThereAreNoRegions() {
    // Given what was written before there were regions
    String json =
        "{\"mode\":\"auto\",\"sliders\":{},\"output\":{\"format\":\"original\",\"stripGps\":false}}";

    RetouchRequest read = ContractsJson.read(json.getBytes(UTF_8), RetouchRequest.class);

    assertThat(read).isEqualTo(RetouchRequest.auto());
    assertThat(ContractsJson.write(read)).isEqualTo(json);
  }

  @Test
  void shouldNameTheGroupsThatSlidersMoveWhenTheyAreLeftOut() {
    String json =
        """
        {"regions": [{"name": "sky", "mask": {"png": "AQID"}, "sliders": {"Exposure2012": -40},
          "groups": ["specificColour"]}]}\
        """;

    RetouchRequest read = ContractsJson.read(json.getBytes(UTF_8), RetouchRequest.class);

    RequestedRegion sky = read.regions().getFirst();
    assertThat(sky.groups()).containsExactly(SliderGroup.LIGHT, SliderGroup.SPECIFIC_COLOUR);
    assertThat(sky.exact()).isFalse();
    assertThat(sky.mask().inlineBytes()).containsExactly(1, 2, 3);
    assertThat(ContractsJson.read(ContractsJson.writeBytes(read), RetouchRequest.class))
        .isEqualTo(read);
  }

  @Test
  void shouldGiveAnotherPlanIdWhenRegionsDiffer() {
    RetouchRequest sky =
        RetouchRequest.auto().with(List.of(new RequestedRegion("sky", MASK, DARKER)));
    RetouchRequest otherMask =
        RetouchRequest.auto()
            .with(
                List.of(
                    new RequestedRegion(
                        "sky",
                        RegionMask.stored(new ObjectId("tonework", "m"), "0b".repeat(32)),
                        DARKER)));

    assertThat(List.of(planId(RetouchRequest.auto()), planId(sky), planId(otherMask)))
        .doesNotHaveDuplicates();
    assertThat(planId(sky)).isEqualTo(planId(RetouchRequest.auto().with(sky.regions())));
  }

  @Test
  void shouldSayWhatIsWrongWhenRegionsContradictThemselves() {
    RequestedRegion sky = new RequestedRegion("sky", MASK, DARKER);

    assertThatThrownBy(() -> RetouchRequest.auto().with(List.of(sky, sky)))
        .hasMessageContaining("two regions are named 'sky'");
    assertThatThrownBy(() -> new RequestedRegion("sky", MASK, Sliders.none()))
        .hasMessageContaining("sets nothing");
    assertThatThrownBy(() -> new RequestedRegion("a/b", MASK, DARKER))
        .hasMessageContaining("'a/b'");
    assertThatThrownBy(() -> RegionMask.inline(new byte[RegionMask.MAX_INLINE_BYTES + 3]))
        .hasMessageContaining("49152");
    assertThatThrownBy(() -> new RegionMask(null, null, null)).hasMessageContaining("either");
    assertThatThrownBy(() -> RegionMask.stored(new ObjectId("b", "k"), "no digest"))
        .hasMessageContaining("no digest");
  }

  private static String planId(RetouchRequest request) {
    SourceObject source = new SourceObject("b", "k", "e", 1);
    return Ids.planId(
        new PhotoUploaded("acme", "p1", null, source, request, null, Instant.EPOCH),
        ContractsJson.write(request),
        new BundleRef("compact", "0.1.0", "d"),
        VersionedFacts.NONE);
  }
}
