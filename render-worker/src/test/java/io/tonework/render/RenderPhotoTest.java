package io.tonework.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tonework.contracts.OutputFormat;
import io.tonework.contracts.Plan;
import io.tonework.contracts.SourceObject;
import io.tonework.imaging.ImageCodecs;
import io.tonework.imaging.codec.Deadline;
import io.tonework.imaging.cube.CubeFile;
import io.tonework.imaging.fault.CorruptImage;
import io.tonework.imaging.fault.RenderCancelled;
import io.tonework.imaging.lattice.Lattice;
import io.tonework.imaging.lattice.LatticeFit;
import io.tonework.models.installed.InstalledBundles;
import io.tonework.models.renderer.Renderers;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RenderPhotoTest {
  private final SourceObject source = new SourceObject("inbox", "a.jpg", "e", 1);

  @Test
  void shouldGiveTheSameBytesWhenThePlanIsRenderedTwice() {
    // Given
    byte[] original = Photos.jpeg(640, 480, 1);
    Plan plan = Plans.of("p1", source, Plans.latents(3));

    // When: nothing is shared between the two, neither sessions nor codecs nor caches
    RenderedFile first = renderAfresh(original, plan);
    RenderedFile second = renderAfresh(original, plan);

    // Then
    assertThat(second.bytes()).isEqualTo(first.bytes());
    assertThat(second.sha256()).isEqualTo(first.sha256());
    assertThat(first.bytes()).isNotEqualTo(original);
    assertThat(first.contentType()).isEqualTo("image/jpeg");
    assertThat(first.widthPixels()).isEqualTo(640);
    assertThat(first.heightPixels()).isEqualTo(480);
  }

  @Test
  void shouldExportALatticeThatFitsTheMapWhenAskedForTheCube() {
    // Given
    Plan plan = Plans.of("p1", source, Plans.latents(3));
    try (Renderers renderers = new Renderers(InstalledBundles.ofBuild(), 1)) {
      Looks looks = new Looks(renderers, 1, new SimpleMeterRegistry());
      RenderPhoto renderPhoto =
          new RenderPhoto(ImageCodecs.best(), looks, new SimpleMeterRegistry());

      // When
      Lattice read = CubeFile.read(renderPhoto.cube(plan)).lattice().orElseThrow();

      // Then
      Lattice rendered =
          LatticeFit.of(looks.of(plan).map(), LatticeFit.DEFAULT_TOLERANCE).lattice();
      assertThat(rendered.largestDifference(read, 1)).isLessThanOrEqualTo(0.5 / 255 + 1e-6);
    }
  }

  @Test
  void shouldWriteTheFormatOfTheRequestWhenItNamesOne() {
    // Given
    Plan plan =
        Plans.of("p1", source, Plans.latents(3), null, Plans.BUNDLE.ref(), OutputFormat.PNG);

    // When
    RenderedFile file = renderAfresh(Photos.jpeg(64, 48, 1), plan);

    // Then
    assertThat(file.contentType()).isEqualTo("image/png");
    assertThat(file.extension()).isEqualTo("png");
  }

  @Test
  void shouldFailWhenTheFileEndsEarly() {
    // Given
    byte[] original = Photos.jpeg(640, 480, 1);
    byte[] half = Arrays.copyOf(original, original.length / 2);

    // When / Then
    assertThatThrownBy(() -> renderAfresh(half, Plans.of("p1", source, Plans.latents(3))))
        .isInstanceOf(CorruptImage.class);
  }

  @Test
  void shouldStopWhenTheDeadlineHasPassed() {
    // Given
    byte[] original = Photos.jpeg(64, 48, 1);
    Plan plan = Plans.of("p1", source, Plans.latents(3));

    // When / Then
    try (Renderers renderers = new Renderers(InstalledBundles.ofBuild(), 1)) {
      RenderPhoto renderPhoto =
          new RenderPhoto(
              ImageCodecs.best(),
              new Looks(renderers, 1, new SimpleMeterRegistry()),
              new SimpleMeterRegistry());
      assertThatThrownBy(() -> renderPhoto.render(original, plan, Deadline.when(() -> true)))
          .isInstanceOf(RenderCancelled.class);
    }
  }

  private static RenderedFile renderAfresh(byte[] original, Plan plan) {
    try (Renderers renderers = new Renderers(InstalledBundles.ofBuild(), 1)) {
      return new RenderPhoto(
              ImageCodecs.best(),
              new Looks(renderers, 1, new SimpleMeterRegistry()),
              new SimpleMeterRegistry())
          .render(original, plan, Deadline.NONE);
    }
  }
}
