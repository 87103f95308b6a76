package io.tonework.models.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
import io.tonework.models.ModelException;
import io.tonework.models.bundle.Bundle;
import io.tonework.models.bundle.BundleCopy;
import io.tonework.models.bundle.BundleException;
import io.tonework.models.bundle.LanguageSpec;
import io.tonework.models.bundle.LicencePolicy;
import io.tonework.models.bundle.TestBundles;
import io.tonework.models.manifest.Manifest;
import io.tonework.models.onnx.ExecutionProvider;
import io.tonework.models.onnx.SessionSettings;
import io.tonework.models.onnx.binding.OrtApi;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both decoders, run on the same steps with rows that join and leave: equal bit for bit. */
class BoundDecoderTest {
  private static final long SEED = 20_261_121;

  static Stream<Bundle> bundles() {
    return Stream.concat(
        Stream.of("tiny", "veraretouch-tiny").map(TestBundles::load), Stream.of(Bundle.shipped()));
  }

  @ParameterizedTest
  @MethodSource("bundles")
  void shouldGiveTheSameBitsAsTheJavaInterfaceWhenRowsJoinAndLeave(Bundle bundle) {
    // Given
    Manifest.DecoderSpec spec = LanguageSpec.of(bundle.manifest(), bundle.location()).decoder();
    try (Decoder java = TestDecoders.JAVA.open(bundle, spec, SessionSettings.SINGLE_THREAD);
        Decoder bound = TestDecoders.BOUND.open(bundle, spec, SessionSettings.SINGLE_THREAD)) {
      // When
      List<float[]> expected = story(java, spec);
      List<float[]> actual = story(bound, spec);
      // Then
      assertThat(actual).hasSameSizeAs(expected);
      for (int i = 0; i < expected.size(); i++) {
        assertThat(actual.get(i))
            .as("output %d, seed %d", i, SEED)
            .containsExactly(expected.get(i));
      }
    }
  }

  /**
   * Two rows read a prompt, three others one of another length and one a third: all six go on
   * together, the longest among them leaves, and the rest goes on, with a row that is no one's.
   */
  private static List<float[]> story(Decoder decoder, Manifest.DecoderSpec spec) {
    Random random = new Random(SEED);
    List<float[]> outputs = new ArrayList<>();
    List<KvCache> caches = new ArrayList<>();
    List<Seat> seats = new ArrayList<>();
    for (int[] group : new int[][] {{2, 7}, {3, 4}, {1, 9}}) {
      try (KvCache empty = decoder.empty(group[0])) {
        KvCache cache = step(decoder, spec, empty, List.of(), group[1], random, outputs);
        caches.add(cache);
        for (int row = 0; row < group[0]; row++) {
          seats.add(new Seat(cache, row, last(group[1], group[1])));
        }
      }
    }
    KvCache together = decoder.seat(seats, 6);
    caches.forEach(KvCache::close);
    List<Integer> lengths = new ArrayList<>(List.of(7, 7, 4, 4, 4, 9));
    KvCache grown = step(decoder, spec, together, lengths, 2, random, outputs);
    together.close();
    lengths.replaceAll(length -> length + 2);
    List<Seat> staying = new ArrayList<>();
    for (int row : new int[] {3, 0, 4}) {
      staying.add(new Seat(grown, row, last(lengths.get(row), grown.length())));
    }
    KvCache fewer = decoder.seat(staying, 4);
    grown.close();
    assertThat(fewer.length()).isEqualTo(9);
    assertThat(fewer.rows()).isEqualTo(4);
    step(decoder, spec, fewer, List.of(6, 9, 6, 0), 1, random, outputs).close();
    fewer.close();
    return outputs;
  }

  /** The last of so many positions. */
  private static BitSet last(int own, int all) {
    BitSet valid = new BitSet();
    valid.set(all - own, all);
    return valid;
  }

  private static KvCache step(
      Decoder decoder,
      Manifest.DecoderSpec spec,
      KvCache past,
      List<Integer> lengths,
      int steps,
      Random random,
      List<float[]> outputs) {
    int rows = past.rows();
    int line = past.length() + steps;
    long[] ids = new long[rows * steps];
    long[] positions = new long[rows * steps];
    float[] features = new float[rows * steps * spec.width()];
    float[] mask = new float[rows * line];
    for (int row = 0; row < rows; row++) {
      int own = lengths.isEmpty() ? 0 : lengths.get(row);
      for (int i = 0; i < steps; i++) {
        ids[row * steps + i] = i == 1 ? Prompt.IMAGE : random.nextInt(spec.vocabulary());
        positions[row * steps + i] = (long) own + i;
      }
      for (int i = past.length() - own; i < line; i++) {
        mask[row * line + i] = 1;
      }
    }
    for (int i = 0; i < features.length; i++) {
      features[i] = (float) random.nextGaussian();
    }
    Decoder.Output output =
        decoder.run(
            new Decoder.Input(rows, steps, past.length(), ids, features, positions, mask), past);
    outputs.add(output.logits());
    outputs.add(output.hidden());
    return output.present();
  }

  @Test
  void shouldGoOnWhenARunHasFailed() {
    // Given
    Bundle bundle = TestBundles.load("tiny");
    Manifest.DecoderSpec spec = LanguageSpec.of(bundle.manifest(), bundle.location()).decoder();
    try (Decoder bound = TestDecoders.BOUND.open(bundle, spec, SessionSettings.SINGLE_THREAD);
        KvCache empty = bound.empty(1)) {
      List<float[]> outputs = new ArrayList<>();
      long[] beyond = {spec.vocabulary()};
      // When
      assertThatThrownBy(() ->
              bound.run(
                  new Decoder.Input(1, 1, 0, beyond, new float[0], new long[1], new float[] {1}),
                  empty))
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("ONNX Runtime: ");
      step(bound, spec, empty, List.of(0), 1, new Random(SEED), outputs).close();
      // Then
      assertThat(outputs.getFirst()).hasSize(spec.vocabulary());
    }
  }

  @Test
  void shouldSayWhichTensorIsNotTheManifests(@TempDir Path folder) throws Exception {
    // Given: wider than the graph
    Bundle bundle =
        Bundle.load(
            BundleCopy.in(folder)
                .manifest(
                    text -> text.replaceFirst("(\"past_key\\.0\": \\[\\s*\"B\",\\s*)\\d+", "$17"))
                .folder(),
            LicencePolicy.PERMISSIVE_ONLY);
    Manifest.DecoderSpec spec = LanguageSpec.of(bundle.manifest(), bundle.location()).decoder();
    // When, then
    assertThatThrownBy(() -> TestDecoders.BOUND.open(bundle, spec, SessionSettings.SINGLE_THREAD))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("input 'past_key.0' is float [-1, ");
  }

  @Test
  void shouldSayThatTheBuildHasNoCudaWhenItIsAskedForAllTheSame() {
    assumeFalse(
        OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA), "a build with CUDA");
    // Given: the options for CUDA are functions of the same table
    Bundle bundle = TestBundles.load("tiny");
    Manifest.DecoderSpec spec = LanguageSpec.of(bundle.manifest(), bundle.location()).decoder();
    // When, then
    assertThatThrownBy(() ->
            BoundDecoder.open(bundle, spec, SessionSettings.SINGLE_THREAD, ExecutionProvider.CUDA))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("CUDA execution provider is not enabled");
  }

  @Test
  void shouldNameTheVersionsWhenTheRuntimeIsTooOld() {
    // Given
    int future = OrtApi.VERSION + 100;
    // When, then
    assertThatThrownBy(() -> OrtApi.open(future))
        .isInstanceOf(ModelException.class)
        .hasMessageMatching(
            "ONNX Runtime 1\\.\\d+\\.\\d+ does not offer version " + future + " of its C .*");
  }
}
