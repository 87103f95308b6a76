package io.tonework.planner.reasoning;

import io.tonework.contracts.Reasoning;
import io.tonework.imaging.pixels.RgbImage;
import io.tonework.planner.claims.MeasuredClaim;
import io.tonework.planner.measures.Effects;
import io.tonework.planner.measures.Fact;
import io.tonework.planner.measures.Observation;
import io.tonework.planner.measures.PlanStages;
import io.tonework.planner.measures.Sight;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Says what a plan does to a photo and why, after running it over the photo.
 *
 * <p>Stateless and thread-safe; the same photo, plan and seed give the same words.
 */
public final class Reasoner {
  private static final Set<String> PARTS =
      Set.of(
          "content",
          "light.issues",
          "light.plan",
          "globalColour.issues",
          "globalColour.plan",
          "specificColour.issues",
          "specificColour.plan");

  private static final Reasoning.Finding NO_FINDING = new Reasoning.Finding("", "");
  private static final Reasoning NOTHING = new Reasoning("", NO_FINDING, NO_FINDING, NO_FINDING);

  /**
   * Measures and tells.
   *
   * @param photo the untouched photo
   * @param sight what the planner saw in it
   * @param stages the plan
   * @param seed chooses the wording
   */
  public Account explain(Observation photo, Sight sight, PlanStages stages, String seed) {
    return measure(photo, sight, stages, seed).account();
  }

  /** The same for a photo that was not measured yet. */
  public Account explain(RgbImage photo, Sight sight, PlanStages stages, String seed) {
    return explain(Observation.of(photo), sight, stages, seed);
  }

  /** An account with what it was made of. */
  private record Measured(Account account, Effects effects, Wording wording) {}

  private static Measured measure(Observation photo, Sight sight, PlanStages stages, String seed) {
    Effects effects = Effects.of(photo, stages);
    Phrases phrases = new Phrases(seed);
    Wording wording = new Wording(phrases, effects.total().stops());
    Section light = new LightSection(effects, photo, phrases, wording).write();
    Section global = new GlobalColourSection(effects, photo, phrases, wording).write();
    Section specific =
        new SpecificColourSection(effects, photo.colours(), phrases, wording).write();
    List<Section> sections = List.of(light, global, specific);
    List<MeasuredClaim> claims =
        sections.stream().flatMap(section -> section.claims().stream()).toList();
    List<Issue> issues =
        Stream.of(light, global).flatMap(section -> section.issues().stream()).toList();
    Account account =
        new Account(
            new Reasoning(
                new ContentSentence(sight, photo.colours(), phrases).write(),
                light.finding(),
                global.finding(),
                specific.finding()),
            Summary.of(issues, claims, wording),
            claims);
    return new Measured(account, effects, wording);
  }

  /**
   * Lets the decoder's own words stand where they are true, and measures for the rest.
   *
   * @param told what it wrote
   * @param outcome what the plan does, with the taste
   * @param stages the plan, for what has to be measured
   */
  public Account retell(
      Observation photo,
      Sight sight,
      Telling told,
      Observation.Outcome outcome,
      PlanStages stages,
      String seed) {
    if (told.isWhole(PARTS) && !stages.hasTaste()) {
      return new Account(
          reasoning(told, NOTHING), summary(photo, told, outcome, seed), claims(told, outcome));
    }
    Measured measured = measure(photo, sight, stages, seed);
    Reasoning words = reasoning(told, measured.account().reasoning());
    TasteNote note = new TasteNote(measured.effects(), measured.wording());
    return new Account(
        new Reasoning(
            words.content(),
            noted(words.light(), note.of(LightSection.ASPECTS)),
            noted(words.globalColour(), note.of(GlobalColourSection.ASPECTS)),
            words.specificColour()),
        measured.account().summary(),
        measured.account().claims());
  }

  private static Reasoning reasoning(Telling told, Reasoning measured) {
    return new Reasoning(
        told.part("content", measured.content()),
        finding(told, "light", measured.light()),
        finding(told, "globalColour", measured.globalColour()),
        finding(told, "specificColour", measured.specificColour()));
  }

  /** The decoder knows nothing of the taste; the measured sentence has the note already. */
  private static Reasoning.Finding noted(Reasoning.Finding finding, String note) {
    return finding.plan().endsWith(note)
        ? finding
        : new Reasoning.Finding(finding.issues(), finding.plan() + note);
  }

  private static List<MeasuredClaim> claims(Telling told, Observation.Outcome outcome) {
    return told.claims().stream()
        .map(claim -> outcome.total().of(claim.subject()))
        .filter(MeasuredClaim::moves)
        .distinct()
        .toList();
  }

  private static String summary(
      Observation photo, Telling told, Observation.Outcome outcome, String seed) {
    List<Issue> issues =
        Arrays.stream(Fact.Part.values()).flatMap(part -> Issue.of(part, photo).stream()).toList();
    return Summary.of(
        issues, claims(told, outcome), new Wording(new Phrases(seed), outcome.total().stops()));
  }

  private static Reasoning.Finding finding(
      Telling told, String section, Reasoning.Finding measured) {
    return new Reasoning.Finding(
        told.part(section + ".issues", measured.issues()),
        told.part(section + ".plan", measured.plan()));
  }
}
