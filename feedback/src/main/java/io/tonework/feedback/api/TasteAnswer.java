package io.tonework.feedback.api;

import io.tonework.contracts.Sliders;
import io.tonework.feedback.taste.TasteWords;
import io.tonework.taste.TasteProfile;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What is known of a user's taste.
 *
 * @param user the user
 * @param verdicts how many verdicts it was learned from
 * @param general what is added to the plan of a scene that was never judged
 * @param scenes what is added to the plans of scenes that were
 */
@Schema(name = "Taste")
public record TasteAnswer(String user, long verdicts, Offset general, Map<String, Offset> scenes) {
  /**
   * What is added to a plan.
   *
   * @param sliders the offset, -100..100 by slider
   * @param meaning the same in words
   */
  @Schema(name = "TasteOffset")
  public record Offset(Map<String, Double> sliders, String meaning) {
    static Offset of(Sliders sliders) {
      return new Offset(sliders.toJson(), TasteWords.of(sliders));
    }
  }

  static TasteAnswer of(String user, TasteProfile profile) {
    Map<String, Offset> scenes = new TreeMap<>();
    profile.byScene().forEach((scene, sliders) -> scenes.put(scene, Offset.of(sliders)));
    return new TasteAnswer(user, profile.version(), Offset.of(profile.general()), scenes);
  }
}
