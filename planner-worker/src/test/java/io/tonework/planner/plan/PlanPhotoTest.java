package io.tonework.planner.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tonework.contracts.ContractsJson;
import io.tonework.contracts.LookRef;
import io.tonework.contracts.Mode;
import io.tonework.contracts.OutputOptions;
import io.tonework.contracts.PhotoUploaded;
import io.tonework.contracts.Plan;
import io.tonework.contracts.RetouchRequest;
import io.tonework.contracts.Slider;
import io.tonework.contracts.SliderGroup;
import io.tonework.contracts.Sliders;
import io.tonework.contracts.SourceObject;
import io.tonework.imaging.ImageCodecs;
import io.tonework.imaging.codec.ImageCodec;
import io.tonework.imaging.fault.CorruptImage;
import io.tonework.imaging.fault.RenderCancelled;
import io.tonework.imaging.fault.TooManyPixels;
import io.tonework.imaging.fault.UnsupportedImage;
import io.tonework.imaging.file.format.ImageLimits;
import io.tonework.models.ModeUnavailableException;
import io.tonework.models.onnx.Device;
import io.tonework.planner.model.PlannerSettings;
import io.tonework.planner.model.ScriptedModels;
import io.tonework.planner.model.ScriptedWriter;
import io.tonework.planner.wishes.TestLanguage;
import io.tonework.samples.CaptureFault;
import io.tonework.samples.Scene;
import io.tonework.taste.TasteView;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlanPhotoTest {
  private static final Sliders BRIGHTER = Sliders.of(Map.of(Slider.EXPOSURE, 40.0));
  private static final ScriptedModels MODELS = ScriptedModels.deciding(BRIGHTER);
  private static final ImageCodec CODEC = ImageCodecs.best();

  private final byte[] photo = Photos.jpeg(1);
  private final PlanPhoto planPhoto = planPhoto(TasteReader.NONE);

  @Test
  void shouldMakeTheSamePlanWhenAskedTwiceAlsoInCompany() throws Exception {
    // Given
    RetouchRequest request = RetouchRequest.auto();
    Plan alone = planPhoto.plan("a.jpg", photo, request).plan();
    Callable<Plan> task = () -> planPhoto.plan("a.jpg", photo, request).plan();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      // When
      List<Future<Plan>> plans = threads.invokeAll(Collections.nCopies(5, task));
      // Then
      for (Future<Plan> plan : plans) {
        assertThat(plan.get().planId()).isEqualTo(alone.planId());
        assertThat(plan.get().reasoning()).isEqualTo(alone.reasoning());
      }
    }
  }

  @Test
  void shouldSurviveJson() throws Exception {
    // Given
    Plan plan = planPhoto.plan("a.jpg", photo, RetouchRequest.auto()).plan();
    // When
    Plan read = ContractsJson.read(ContractsJson.writeBytes(plan), Plan.class);
    // Then
    assertThat(read).isEqualTo(plan);
  }

  @Test
  void shouldDoExactlyWhatTheSlidersAskInParamMode() throws Exception {
    // Given
    Sliders sliders = Sliders.of(Map.of(Slider.EXPOSURE, 45.0));
    // When
    PlannedPhoto planned = planPhoto.plan("a.jpg", photo, RetouchRequest.param(sliders));
    // Then
    Plan plan = planned.plan();
    assertThat(plan.sliders()).isEqualTo(sliders);
    assertThat(plan.active()).containsExactly(SliderGroup.LIGHT);
    assertThat(plan.taste()).isNull();
    assertThat(plan.summary()).contains("brighter by");
    assertThat(plan.reasoning().specificColour().plan()).containsAnyOf("No ", "left");
    assertThat(plan.scene()).isEqualTo("landscape");
  }

  @Test
  void shouldMentionTheLookOnlyWhenThereIsSomethingOfIt() throws Exception {
    // Given
    Sliders sliders = Sliders.of(Map.of(Slider.EXPOSURE, 45.0));
    RetouchRequest request = RetouchRequest.param(sliders);
    String digest = "0123456789abcdef".repeat(4);
    // When
    Plan plain = planPhoto.plan("a.jpg", photo, request).plan();
    Plan most = planPhoto.plan("a.jpg", photo, request.withLook(new LookRef(digest, 0.7))).plan();
    Plan none = planPhoto.plan("a.jpg", photo, request.withLook(new LookRef(digest, 0))).plan();
    // Then
    assertThat(most.summary()).isEqualTo(plain.summary() + "; then the request's look at 70%");
    assertThat(most.reasoning().globalColour().plan())
        .startsWith(plain.reasoning().globalColour().plan())
        .contains("at 70%");
    assertThat(none.summary()).isEqualTo(plain.summary());
    assertThat(none.reasoning()).isEqualTo(plain.reasoning());
    assertThat(most.planId()).isNotEqualTo(plain.planId());
  }

  @Test
  void shouldBrightenAnUnderExposedPhotoInAutoMode() throws Exception {
    // Given
    byte[] dark = Photos.jpeg(Scene.values()[0], 5, CaptureFault.UNDER_EXPOSED);
    // When
    Plan plan = planPhoto.plan("dark.jpg", dark, RetouchRequest.auto()).plan();
    // Then
    assertThat(plan.reasoning().light().issues()).contains("dark");
    assertThat(plan.summary()).startsWith("Dark").contains("brighter");
  }

  @Test
  void shouldNameBundleAndModesWhenTheModeIsMissing() {
    // Given
    RetouchRequest style =
        new RetouchRequest(Mode.STYLE, "like a film", Sliders.none(), OutputOptions.DEFAULT);
    // When
    // Then
    assertThatThrownBy(() -> planPhoto.plan("a.jpg", photo, style))
        .isInstanceOf(ModeUnavailableException.class)
        .hasMessageContaining("'style'")
        .hasMessageContaining("scripted")
        .hasMessageContaining("auto, param");
  }

  @Test
  void shouldCarryTheTasteOfTheUserInAutoMode() throws Exception {
    // Given
    Sliders offset = Sliders.of(Map.of(Slider.TEMPERATURE, 35.0));
    List<String> asked = new ArrayList<>();
    PlanPhoto tasteful =
        planPhoto((tenant, user, scene) -> {
          asked.add(tenant + "/" + user + "/" + scene);
          return new TasteView(7, offset);
        });
    // When
    Plan with = tasteful.plan(uploaded("ann", RetouchRequest.auto()), photo, null).plan();
    Plan without = planPhoto.plan(uploaded("ann", RetouchRequest.auto()), photo, null).plan();
    // Then
    assertThat(asked).containsExactly("acme/ann/" + with.scene());
    assertThat(Objects.requireNonNull(with.taste()).version()).isEqualTo(7);
    assertThat(Objects.requireNonNull(with.taste()).sliders()).isEqualTo(offset);
    // the words are checked with the taste in; where that takes one back, the sliders behind it may
    // differ, so the latents need not be the same
    assertThat(with.planId()).isNotEqualTo(without.planId());
    assertThat(with.reasoning().globalColour().plan()).contains("taste, learned from 7 verdicts");
  }

  @Test
  void shouldTellInTheWritersWordsWhatThePixelsBearOut() throws Exception {
    // Given
    ScriptedWriter writer =
        new ScriptedWriter(
            TestLanguage.draft(
                BRIGHTER,
                ScriptedModels.latents(BRIGHTER),
                " Asked for:",
                " brighter",
                ".",
                " It is brightened."));
    // When
    Plan plan =
        planPhoto(ScriptedModels.with(writer)).plan("a.jpg", photo, style("brighter")).plan();
    // Then
    assertThat(plan.reasoning().content())
        .isEqualTo("The picture shows things. Asked for: brighter.");
    assertThat(plan.reasoning().light().plan()).isEqualTo("It is brightened.");
    assertThat(plan.sliders()).isEqualTo(BRIGHTER);
    assertThat(writer.calls().getFirst().request().instruction()).isEqualTo("brighter");
    assertThat(writer.calls().getFirst().limits().facts()).contains("style");
  }

  @Test
  void shouldRetouchAsUnaskedAndSaySoWhenTheLanguageIsAnother() throws Exception {
    // Given
    ScriptedWriter writer =
        new ScriptedWriter(
            TestLanguage.draft(BRIGHTER, ScriptedModels.latents(BRIGHTER), " It is brightened."));
    // When
    Plan plan =
        planPhoto(ScriptedModels.with(writer)).plan("a.jpg", photo, style("plus lumineux")).plan();
    // Then
    assertThat(plan.reasoning().content()).endsWith(ExplainPlan.NOT_UNDERSTOOD);
    assertThat(writer.calls().getFirst().request().mode()).isEqualTo(Mode.AUTO);
    assertThat(writer.calls().getFirst().request().instruction()).isNull();
    assertThat(writer.calls().getFirst().limits().facts()).doesNotContain("style");
  }

  @Test
  void shouldLeaveTheEditAloneWhenThePromptHasNoPlaceForTheWords() throws Exception {
    // Given: the draft tells a wish that does not show, but nobody was heard to ask for it
    ScriptedWriter writer =
        new ScriptedWriter(
                TestLanguage.draft(
                    Sliders.none(),
                    ScriptedModels.latents(Sliders.none()),
                    " Asked for:",
                    " darker",
                    ".",
                    " The light stays."))
            .deaf();
    // When
    Plan plan = planPhoto(ScriptedModels.with(writer)).plan("a.jpg", photo, style("darker")).plan();
    // Then
    assertThat(plan.sliders()).isEqualTo(Sliders.none());
    assertThat(writer.calls()).hasSize(1);
  }

  @Test
  void shouldCarryAnotherPhotosEditOver() throws Exception {
    // Given
    ReferencePhotos reference = new ReferencePhotos(Photos.jpeg(2), Photos.jpeg(3));
    RetouchRequest request =
        new RetouchRequest(Mode.REFERENCE, null, Sliders.none(), OutputOptions.DEFAULT);
    // When
    Plan plan = planPhoto.plan("a.jpg", photo, request, reference).plan();
    // Then
    assertThat(plan.sliders().get(Slider.EXPOSURE)).isPositive();
    assertThat(plan.taste()).isNull();
  }

  @Test
  void shouldNotAskForTasteWhenTheUserIsUnknownOrSentSliders() throws Exception {
    // Given
    PlanPhoto strict =
        planPhoto((tenant, user, scene) -> {
          throw new AssertionError("taste was asked for");
        });
    Sliders sliders = Sliders.of(Map.of(Slider.CONTRAST, 10.0));
    // When
    Plan unknown = strict.plan(uploaded(null, RetouchRequest.auto()), photo, null).plan();
    Plan param = strict.plan(uploaded("ann", RetouchRequest.param(sliders)), photo, null).plan();
    // Then
    assertThat(unknown.taste()).isNull();
    assertThat(param.taste()).isNull();
  }

  @Test
  void shouldSayWhatIsWrongWithTheFile() {
    // Given
    byte[] text = "no image".getBytes(StandardCharsets.UTF_8);
    byte[] cut = Arrays.copyOf(photo, photo.length / 3);
    PlanPhoto small =
        new PlanPhoto(
            MODELS,
            new SimpleMeterRegistry(),
            ImageCodecs.best(new ImageLimits(1 << 20, 100 * 100, 1000, 1)),
            TasteReader.NONE,
            PlannerSettings.local(Device.CPU));
    RetouchRequest auto = RetouchRequest.auto();
    // When
    // Then
    assertThatThrownBy(() -> planPhoto.plan("a.txt", text, auto))
        .isInstanceOf(UnsupportedImage.class);
    assertThatThrownBy(() -> planPhoto.plan("cut.jpg", cut, auto)).isInstanceOf(CorruptImage.class);
    assertThatThrownBy(() -> small.plan("big.jpg", photo, auto)).isInstanceOf(TooManyPixels.class);
  }

  @Test
  void shouldGiveUpAPhotoWhenDecodingTakesTooLong() {
    // Given
    PlannerSettings local = PlannerSettings.local(Device.CPU);
    PlanPhoto hurried =
        new PlanPhoto(
            MODELS,
            new SimpleMeterRegistry(),
            CODEC,
            TasteReader.NONE,
            new PlannerSettings(
                local.session(),
                local.batch(),
                local.answers(),
                local.thumbnailSidePixels(),
                Duration.ofNanos(1)));
    // When
    // Then
    assertThatThrownBy(() -> hurried.plan("slow.jpg", photo, RetouchRequest.auto()))
        .isInstanceOf(RenderCancelled.class)
        .hasMessageContaining("the deadline of 0 ms passed");
  }

  private static PlanPhoto planPhoto(TasteReader taste) {
    return planPhoto(MODELS, taste);
  }

  private static PlanPhoto planPhoto(ScriptedModels models) {
    return planPhoto(models, TasteReader.NONE);
  }

  private static RetouchRequest style(String words) {
    return new RetouchRequest(Mode.STYLE, words, Sliders.none(), OutputOptions.DEFAULT);
  }

  private static PlanPhoto planPhoto(ScriptedModels models, TasteReader taste) {
    return new PlanPhoto(
        models, new SimpleMeterRegistry(), CODEC, taste, PlannerSettings.local(Device.CPU));
  }

  private static PhotoUploaded uploaded(@Nullable String user, RetouchRequest request) {
    return new PhotoUploaded(
        "acme",
        "photo1",
        user,
        new SourceObject("in", "a.jpg", "e1", 1),
        request,
        null,
        Instant.EPOCH);
  }
}
