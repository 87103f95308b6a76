package io.tonework.imaging.codec.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tonework.imaging.fault.CodecCrashed;
import io.tonework.imaging.fault.ImageException;
import io.tonework.imaging.fault.RenderCancelled;
import io.tonework.imaging.fault.UnsupportedImage;
import io.tonework.imaging.file.EncodeOptions;
import io.tonework.imaging.file.format.ImageLimits;
import io.tonework.imaging.region.ColourMap;
import io.tonework.samples.CaptureFault;
import io.tonework.samples.Scene;
import io.tonework.samples.SyntheticPhoto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Thousands of spoilt files of every format that this machine's codec decodes: each ends in a
 * picture or in a reason, soon, in a process that neither dies nor grows.
 *
 * <p>{@code -Dtonework.hostile.files=20000 -Dtonework.hostile.seed=7} asks for other files. One
 * that a codec dies of is kept in {@code target/hostile}.
 */
@Timeout(3600)
class HostileFilesTest {
  private static final int FILES = Integer.getInteger("tonework.hostile.files", 2100);
  private static final long SEED = Long.getLong("tonework.hostile.seed", 20261121);
  private static final ImageLimits SMALL = new ImageLimits(4 << 20, 1 << 20, 8192, 4);
  private static final long HEAP_BYTES = 64 << 20;
  private static final long ADDRESS_SPACE_BYTES = 4L << 30;

  /** A process that is never replaced, with a heap so small that garbage cannot hide a leak. */
  private static final ProcessSettings SETTINGS =
      new ProcessSettings(
          1,
          SMALL,
          Set.of(),
          HEAP_BYTES,
          ADDRESS_SPACE_BYTES,
          Duration.ofSeconds(60),
          Integer.MAX_VALUE);

  /** Photos after which classes are loaded, hot code is compiled and the heap has its size. */
  private static final int WARM = 400;

  /**
   * What counts as flat: a heap that comes to its limit only after the warm-up, compiled code and
   * fragments. A leak below 0.16 MiB a photo may pass.
   */
  private static final long GROWTH_KIBIBYTES = 96 << 10;

  @Test
  void shouldEndInAPictureOrAReasonWhenFilesAreSpoilt() throws IOException {
    // Given
    Children children = new Children();
    try (IsolatedCodec codec = IsolatedCodec.start(SETTINGS)) {
      Map<String, byte[]> corpus = Corpus.of(codec);
      List<byte[]> whole = List.copyOf(corpus.values());
      List<String> kinds = List.copyOf(corpus.keySet());
      SplittableRandom random = new SplittableRandom(SEED);
      List<String> bad = new ArrayList<>();
      int pictures = 0;
      long early = 0;

      // When
      for (int i = 0; i < FILES; i++) {
        byte[] spoilt = Damage.of(whole.get(i % whole.size()), whole, random);
        Ending ending = Ending.of(codec, spoilt, random.nextBoolean());
        pictures += ending == Ending.PICTURE ? 1 : 0;
        if (ending == Ending.CRASH || ending == Ending.HANG || ending == Ending.FAULT) {
          bad.add("%s %d of seed %d: %s".formatted(kinds.get(i % kinds.size()), i, SEED, ending));
          keep(spoilt, i);
        }
        if (i == WARM) {
          early = children.residentKibibytes();
        }
      }

      // Then
      long late = children.residentKibibytes();
      System.out.printf(
          "%d spoilt files of %d kinds, seed %d: %d pictures, %d bad, resident %d -> %d MiB%n",
          FILES, kinds.size(), SEED, pictures, bad.size(), early >> 10, late >> 10);
      assertThat(bad).isEmpty();
      assertThat(pictures).isBetween(FILES / 20, FILES * 19 / 20);
      assertThat(late - early).isLessThan(GROWTH_KIBIBYTES);
    }
  }

  @Test
  void shouldNotGrowOverAThousandPhotos() throws IOException {
    Children children = new Children();
    try (IsolatedCodec codec = IsolatedCodec.start(SETTINGS)) {
      // Given photos of all formats and sizes, one in five broken
      List<byte[]> photos = new ArrayList<>(Corpus.of(codec).values());
      photos.add(SyntheticPhoto.jpeg(Scene.PRODUCT, 1100, 800, 3, CaptureFault.NONE, 90));
      for (byte[] whole : List.copyOf(photos).subList(0, photos.size() / 4)) {
        photos.add(Arrays.copyOf(whole, whole.length / 2));
      }

      // When
      long warm = 0;
      for (int i = 1; i <= 1000; i++) {
        Ending ending = Ending.of(codec, photos.get(i % photos.size()), i / photos.size() % 2 == 0);
        assertThat(ending).isIn(Ending.PICTURE, Ending.REASON);
        if (i == WARM) {
          warm = children.residentKibibytes();
        }
      }

      // Then
      long after1000 = children.residentKibibytes();
      System.out.printf(
          "resident after %d photos %d MiB, after 1,000 %d MiB%n",
          WARM, warm >> 10, after1000 >> 10);
      assertThat(after1000 - warm).isLessThan(GROWTH_KIBIBYTES);
    }
  }

  @Test
  void shouldRefuseStrangersWhateverTheyClaim() throws IOException {
    try (IsolatedCodec codec = IsolatedCodec.start(SETTINGS)) {
      Map<String, byte[]> strangers = Corpus.strangers(Corpus.of(codec).values().iterator().next());

      assertThat(strangers)
          .allSatisfy((kind, file) ->
              assertThatThrownBy(
                      () -> codec.render(file, ColourMap.identity(), EncodeOptions.DEFAULT))
                  .as(kind)
                  .isInstanceOf(UnsupportedImage.class));
    }
  }

  private static void keep(byte[] file, int number) throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "hostile"));
    Files.write(folder.resolve("%d-%d".formatted(SEED, number)), file);
  }

  /** How it ended. */
  private enum Ending {
    PICTURE,
    REASON,
    CRASH,
    HANG,
    FAULT;

    static Ending of(IsolatedCodec codec, byte[] file, boolean rendered) {
      try {
        if (rendered) {
          codec.render(file, ColourMap.identity(), EncodeOptions.DEFAULT);
        } else {
          codec.thumbnail(file, 32);
        }
        return PICTURE;
      } catch (CodecCrashed e) {
        return CRASH;
      } catch (RenderCancelled e) {
        return HANG;
      } catch (ImageException e) {
        return REASON;
      } catch (RuntimeException e) {
        System.err.println(e);
        return FAULT;
      }
    }
  }
}
