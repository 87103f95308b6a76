package io.tonework.planner.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tonework.contracts.Mode;
import io.tonework.contracts.Priority;
import io.tonework.contracts.Slider;
import io.tonework.contracts.Sliders;
import io.tonework.imaging.ImageCodecs;
import io.tonework.models.language.Draft;
import io.tonework.models.language.WriteRequest;
import io.tonework.planner.claims.Claim;
import io.tonework.planner.measures.Observation;
import io.tonework.planner.model.ScriptedModels;
import io.tonework.planner.model.ScriptedWriter;
import io.tonework.planner.wishes.MisreadingCheck;
import io.tonework.planner.wishes.TestLanguage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlanInWordsTest {
  private static final Sliders NOTHING = Sliders.none();
  private static final Sliders DARKER = Sliders.of(Map.of(Slider.EXPOSURE, -30.0));
  private static final Sliders BRIGHTER = Sliders.of(Map.of(Slider.EXPOSURE, 30.0));
  private static final Set<String> FREE = TestLanguage.free().facts();

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Observation photo =
      Observation.of(ImageCodecs.best().thumbnail(Photos.jpeg(1), 128));

  @Test
  void shouldLetTheTextStandWhenItsStatementsAreTrue() throws Exception {
    // Given
    Draft draft = draft(BRIGHTER, " It is brightened.");
    ScriptedWriter writer = new ScriptedWriter(draft);
    // When
    PlanInWords.Written written = write(writer, null, null, FREE);
    // Then
    assertThat(written.draft()).isEqualTo(draft);
    assertThat(written.telling().unproven()).isEmpty();
    assertThat(written.telling().claims()).containsExactly(Claim.parse("lightness:up"));
    assertThat(writer.calls()).hasSize(1);
    assertThat(statements("true")).isEqualTo(1);
    assertThat(statements("replaced")).isZero();
  }

  @Test
  void shouldWriteAnewFromAStatementThatDoesNotComeTrue() throws Exception {
    // Given
    Draft wrong = draft(DARKER, " It is brightened.");
    Draft right = draft(DARKER, " It is darkened.");
    ScriptedWriter writer = new ScriptedWriter(wrong, right);
    // When
    PlanInWords.Written written = write(writer, null, null, FREE);
    // Then
    assertThat(written.draft()).isEqualTo(right);
    assertThat(written.telling().unproven()).isEmpty();
    assertThat(writer.calls()).hasSize(2);
    ScriptedWriter.Call again = writer.calls().get(1);
    assertThat(again.beginning())
        .isEqualTo(wrong.ids().subList(0, wrong.statements().getFirst().position()));
    assertThat(again.limits().closed()).isEqualTo(TestLanguage.edges(" It is brightened."));
    assertThat(statements("revised")).isEqualTo(1);
  }

  @Test
  void shouldGiveUpAfterItsTriesAndMarkWhatIsStillFalse() throws Exception {
    // Given: nothing is done, and something else is said of it each time
    ScriptedWriter writer =
        new ScriptedWriter(
            draft(NOTHING, " It is brightened."),
            draft(NOTHING, " It is darkened."),
            draft(NOTHING, " It is warmed."),
            draft(NOTHING, " It is richer."),
            draft(NOTHING, " The light stays."));
    // When
    PlanInWords.Written written = write(writer, null, null, FREE);
    // Then
    assertThat(writer.calls()).hasSize(1 + PlanInWords.MOST_REVISIONS);
    assertThat(writer.calls().getLast().limits().closed())
        .containsAll(TestLanguage.edges(" It is brightened."))
        .containsAll(TestLanguage.edges(" It is darkened."))
        .containsAll(TestLanguage.edges(" It is warmed."));
    assertThat(written.telling().unproven()).containsExactly("light.plan");
    assertThat(written.telling().claims()).isEmpty();
    assertThat(statements("replaced")).isEqualTo(1);
  }

  @Test
  void shouldMarkTheStatementWhenNothingElseCanBeSaid() throws Exception {
    // Given: without facts the grammar has this statement alone
    ScriptedWriter writer = new ScriptedWriter(draft(DARKER, " It is brightened."));
    // When
    PlanInWords.Written written = write(writer, null, null, Set.of());
    // Then
    assertThat(writer.calls()).hasSize(1);
    assertThat(written.telling().unproven()).containsExactly("light.plan");
    assertThat(statements("revised")).isZero();
  }

  @Test
  void shouldWriteAnewBehindTheRightWishesWhenTheRequestWasMisread() throws Exception {
    // Given
    Draft misread = draft(BRIGHTER, " Asked for:", " brighter", ".", " It is brightened.");
    Draft right = draft(DARKER, " Asked for:", " darker", ".", " It is darkened.");
    ScriptedWriter writer = new ScriptedWriter(misread, right);
    // When
    PlanInWords.Written written =
        write(writer, MisreadingCheck.of(writer.wishes(), "darker please"), null, FREE);
    // Then
    assertThat(written.draft()).isEqualTo(right);
    assertThat(writer.calls().get(1).beginning())
        .isEqualTo(TestLanguage.ids(" The picture shows things.", " Asked for:", " darker", "."));
    assertThat(registry.get(PlannerMetric.MISREAD.key()).counter().count()).isEqualTo(1);
  }

  @Test
  void shouldAddTheMoveOfAWishThatDoesNotShow() throws Exception {
    // Given
    Draft idle = draft(NOTHING, " Asked for:", " darker", ".", " The light stays.");
    ScriptedWriter writer = new ScriptedWriter(idle);
    // When
    PlanInWords.Written written =
        write(
            writer,
            MisreadingCheck.of(writer.wishes(), "darker"),
            new Rethinking(ScriptedModels::latents),
            FREE);
    // Then
    assertThat(written.draft().sliders().get(Slider.EXPOSURE)).isNegative();
    assertThat(written.draft().latents())
        .isEqualTo(ScriptedModels.latents(written.draft().sliders()));
    assertThat(written.outcome().progress(Claim.parse("lightness:down")).orElseThrow())
        .isPositive();
    assertThat(registry.get(PlannerMetric.RETHOUGHT.key()).counter().count()).isEqualTo(1);
  }

  @Test
  void shouldTakeTheToldWishesAsTheyAreWhenNothingIsKnownOfTheRequest() throws Exception {
    // Given
    Draft idle = draft(NOTHING, " Asked for:", " darker", ".", " The light stays.");
    // When
    PlanInWords.Written written =
        write(new ScriptedWriter(idle), null, new Rethinking(ScriptedModels::latents), FREE);
    // Then
    assertThat(written.draft().sliders().get(Slider.EXPOSURE)).isNegative();
  }

  @Test
  void shouldLetFreeTextSayWhatItSeesButNotWhatIsDone() throws Exception {
    // Given
    ScriptedWriter writer =
        new ScriptedWriter(draft(NOTHING, " The light stays.")).withoutGrammar();
    // When
    PlanInWords.Written written = write(writer, null, null, FREE);
    // Then
    assertThat(written.telling().unproven())
        .containsExactlyInAnyOrder("light.plan", "globalColour.plan", "specificColour.plan");
  }

  private PlanInWords.Written write(
      ScriptedWriter writer,
      @Nullable MisreadingCheck check,
      @Nullable Rethinking rethinking,
      Set<String> facts)
      throws InterruptedException {
    return new PlanInWords(writer, check, rethinking, registry)
        .write(
            new WriteRequest(Mode.STYLE, "some words", NOTHING, Priority.INTERACTIVE),
            null,
            photo,
            facts,
            ScriptedModels::colours);
  }

  private static Draft draft(Sliders sliders, String... phrases) {
    return TestLanguage.draft(sliders, ScriptedModels.latents(sliders), phrases);
  }

  private double statements(String outcome) {
    return List.copyOf(
            registry.find(PlannerMetric.STATEMENTS.key()).tag("outcome", outcome).counters())
        .stream()
        .mapToDouble(counter -> counter.count())
        .sum();
  }
}
