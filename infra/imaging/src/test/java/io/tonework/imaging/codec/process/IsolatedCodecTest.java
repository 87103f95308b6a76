package io.tonework.imaging.codec.process;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tonework.imaging.ImageCodecs;
import io.tonework.imaging.codec.Deadline;
import io.tonework.imaging.codec.ImageCodec;
import io.tonework.imaging.codec.ImageCodecContract;
import io.tonework.imaging.codec.RenderedImage;
import io.tonework.imaging.fault.CodecCrashed;
import io.tonework.imaging.fault.RenderCancelled;
import io.tonework.imaging.fault.TooManyPixels;
import io.tonework.imaging.file.EncodeOptions;
import io.tonework.imaging.file.PhotoFile;
import io.tonework.imaging.file.format.ImageLimits;
import io.tonework.imaging.lattice.Lattice;
import io.tonework.imaging.region.ColourMap;
import io.tonework.imaging.region.Region;
import io.tonework.imaging.region.SoftMask;
import io.tonework.imaging.region.UnusableMask;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contract, through the pipe, and what only processes of their own can do. */
@Timeout(120)
class IsolatedCodecTest extends ImageCodecContract {
  private static final Map<ImageLimits, IsolatedCodec> RUNNING = new ConcurrentHashMap<>();
  private static final byte[] PHOTO = photo(1600, 1200, 92);

  @Override
  protected ImageCodec codec(ImageLimits limits) {
    return RUNNING.computeIfAbsent(
        limits, each -> IsolatedCodec.start(ProcessSettings.of(2, each)));
  }

  @AfterAll
  static void close() {
    RUNNING.values().forEach(IsolatedCodec::close);
  }

  @Test
  void shouldGiveTheSameFileAsTheCodecInThisProcess() {
    // Given
    ImageCodec here = ImageCodecs.best();

    // When
    RenderedImage there = codec(ImageLimits.DEFAULT).render(PHOTO, WARM_MAP, EncodeOptions.DEFAULT);

    // Then
    RenderedImage expected = here.render(PHOTO, WARM_MAP, EncodeOptions.DEFAULT);
    assertThat(there.bytes()).isEqualTo(expected.bytes());
    assertThat(there.lost()).isEqualTo(expected.lost());
    assertThat(codec(ImageLimits.DEFAULT).name()).startsWith(here.name());
  }

  @Test
  void shouldRenderRegionsAsTheCodecInThisProcessDoes() {
    // Given a region on the left, soft at its edge
    byte[] levels = new byte[40 * 30];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (byte) Math.clamp(255 - (i % 40 - 15) * 25, 0, 255);
    }
    Region left = new Region("left", Lattice.identity(9), new SoftMask(40, 30, levels), true);
    ColourMap map = WARM_MAP.with(List.of(left));
    ColourMap misfit =
        WARM_MAP.with(
            List.of(
                new Region("strip", Lattice.identity(2), new SoftMask(9, 1, new byte[9]), true)));

    // When
    ImageCodec there = codec(ImageLimits.DEFAULT);
    byte[] rendered = there.render(PHOTO, map, EncodeOptions.DEFAULT).bytes();

    // Then
    assertThat(rendered)
        .isEqualTo(ImageCodecs.best().render(PHOTO, map, EncodeOptions.DEFAULT).bytes());
    assertThatThrownBy(() -> there.render(PHOTO, misfit, EncodeOptions.DEFAULT))
        .isInstanceOf(UnusableMask.class)
        .hasMessageContaining("strip");
  }

  @ParameterizedTest
  @CsvSource({"KILL,SIGKILL", "SEGV,SIGSEGV", "ABRT,SIGABRT"})
  void shouldLoseNothingButTheAttemptWhenAProcessDiesInTheMidstOfAPhoto(String signal, String named)
      throws Exception {
    try (IsolatedCodec codec = IsolatedCodec.start(ProcessSettings.of(2, ImageLimits.DEFAULT))) {
      // Given a photo in the works
      CountDownLatch begun = new CountDownLatch(1);
      CountDownLatch goOn = new CountDownLatch(1);
      var other =
          CompletableFuture.supplyAsync(() ->
              codec.render(PHOTO, WARM_MAP, EncodeOptions.DEFAULT, Children.holding(begun, goOn)));
      assertThat(begun.await(30, SECONDS) && !other.isDone()).as("%s", other).isTrue();
      Deadline killing = new Children().killing(signal);

      // When the process that works on another one dies
      assertThatThrownBy(() -> codec.render(PHOTO, WARM_MAP, EncodeOptions.DEFAULT, killing))
          .isInstanceOf(CodecCrashed.class)
          .hasMessageStartingWith("the codec process crashed on this file: " + named);
      goOn.countDown();

      // Then the first photo does not notice, and the next try succeeds
      byte[] expected = codec.render(PHOTO, WARM_MAP, EncodeOptions.DEFAULT).bytes();
      assertThat(other.join().bytes()).isEqualTo(expected);
    }
  }

  @Test
  void shouldEndTheProcessWhenItHangsPastTheDeadline() {
    Children children = new Children();
    try (IsolatedCodec codec = IsolatedCodec.start(ProcessSettings.of(1, ImageLimits.DEFAULT))) {
      // Given a process that does nothing any more, as native code in an endless loop would
      ProcessHandle hanging = children.since().iterator().next();
      Children.kill(hanging.pid(), "STOP");

      // When
      Deadline deadline = Deadline.in(Duration.ofMillis(300));
      assertThatThrownBy(() -> codec.thumbnail(PHOTO, 64, deadline))
          .isInstanceOf(RenderCancelled.class)
          .hasMessage("the deadline of 300 ms passed while decoding");

      // Then it is gone, and the next photo has another
      assertThat(hanging.onExit()).succeedsWithin(5, SECONDS);
      assertThat(codec.thumbnail(PHOTO, 64).width()).isEqualTo(64);
    }
  }

  @Test
  void shouldEndTheProcessWhenTheCallerIsInterrupted() {
    Children children = new Children();
    ProcessSettings settings =
        ProcessSettings.of(1, ImageLimits.DEFAULT).withPatience(Duration.ofSeconds(20));
    try (IsolatedCodec codec = IsolatedCodec.start(settings)) {
      Thread caller = Thread.currentThread();
      Children.kill(children.since().iterator().next().pid(), "STOP");
      Thread.ofVirtual().start(caller::interrupt);

      assertThatThrownBy(() -> codec.thumbnail(PHOTO, 64)).isInstanceOf(RenderCancelled.class);
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void shouldReplaceAProcessWhenItHasServedItsPhotos() {
    Children children = new Children();
    ProcessSettings settings = ProcessSettings.of(1, ImageLimits.DEFAULT).withPhotosPerProcess(2);
    try (IsolatedCodec codec = IsolatedCodec.start(settings)) {
      ProcessHandle first = children.since().iterator().next();

      codec.thumbnail(PHOTO, 64);
      assertThat(children.since()).containsExactly(first);
      codec.thumbnail(PHOTO, 64);

      assertThat(codec.thumbnail(PHOTO, 64).width()).isEqualTo(64);
      assertThat(children.since()).hasSize(1).doesNotContain(first);
    }
  }

  @Test
  void shouldEndItsProcessesWhenClosed() {
    Children children = new Children();
    IsolatedCodec codec = IsolatedCodec.start(ProcessSettings.of(1, ImageLimits.DEFAULT));
    assertThat(children.since()).hasSize(1);

    codec.close();

    assertThat(children.since()).isEmpty();
    assertThatThrownBy(() -> codec.thumbnail(PHOTO, 64)).hasMessage("the codec is closed");
  }

  @Test
  void shouldFailWithAReasonWhenTheMemoryOfAProcessIsTooSmall() {
    // Given a photo with so much behind it that it needs far more than the heap of its process
    byte[] large = Arrays.copyOf(PHOTO, 64 << 20);
    ProcessSettings settings =
        new ProcessSettings(
            1, ImageLimits.DEFAULT, Set.of(), 16 << 20, 0, Duration.ofSeconds(30), 10);
    try (IsolatedCodec codec = IsolatedCodec.start(settings)) {
      assertThatThrownBy(() -> codec.thumbnail(large, 64))
          .isInstanceOfAny(IllegalStateException.class, CodecCrashed.class)
          .hasMessageContaining("OutOfMemoryError");
      assertThat(codec.thumbnail(PHOTO, 64).width()).isEqualTo(64);
    }
  }

  @Test
  void shouldAskNoProcessForTheHeaderOfAPhoto() {
    Children children = new Children();
    try (IsolatedCodec codec = IsolatedCodec.start(ProcessSettings.of(1, ImageLimits.DEFAULT))) {
      // Given a process that answers nothing any more
      Children.kill(children.since().iterator().next().pid(), "STOP");

      // When
      PhotoFile photo = codec.open(PHOTO);

      // Then the header is told all the same, and what is over a limit is refused
      assertThat(codec.probe(photo)).isEqualTo(ImageCodecs.best().probe(PHOTO));
      byte[] bomb = Bombs.png(30_000, 30_000);
      assertThatThrownBy(() -> codec.thumbnail(bomb, 64))
          .isInstanceOf(TooManyPixels.class)
          .hasMessageContaining("30000 x 30000");
    }
  }

  @Test
  void shouldSendAPhotoOnceForItsHeaderAndItsThumbnail() throws IOException {
    Children children = new Children();
    try (IsolatedCodec codec = IsolatedCodec.start(ProcessSettings.of(1, ImageLimits.DEFAULT))) {
      // Given a photo with so much behind it that what else a process reads does not matter
      byte[] large = Arrays.copyOf(PHOTO, 16 << 20);
      assumeTrue(children.bytesRead() > 0, "needs /proc");
      codec.thumbnail(PHOTO, 64);
      long before = children.bytesRead();

      // When
      PhotoFile photo = codec.open(large);
      assertThat(codec.probe(photo).width()).isEqualTo(1600);
      codec.thumbnail(photo, 64, Deadline.NONE);

      // Then
      assertThat(children.bytesRead() - before)
          .isBetween((long) large.length, large.length + (4L << 20));
    }
  }
}
