package io.tonework.standalone.files;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tonework.contracts.Latents;
import io.tonework.contracts.Mode;
import io.tonework.contracts.PlannedRegion;
import io.tonework.contracts.Reasoning;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of one photo.
 *
 * @param input the original
 * @param output the finished photo; null when it failed
 * @param mode how it was planned
 * @param prompt the wish in words; null when there was none
 * @param reasoning the planner's account; null when it failed before
 * @param latents the plan's latents; null when it failed before
 * @param regions the regions with what was done in them; empty when there were none
 * @param lost metadata of the original that the finished photo lacks, such as {@code IPTC}
 * @param warnings what is doubtful about the photo, in plain words; empty when nothing is
 * @param timingsMs milliseconds by step
 * @param error what was wrong and what to do; null when all went well
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record PhotoReport(
    String input,
    @Nullable String output,
    Mode mode,
    @Nullable String prompt,
    @Nullable Reasoning reasoning,
    @Nullable Latents latents,
    List<PlannedRegion> regions,
    List<String> lost,
    List<String> warnings,
    Map<String, Double> timingsMs,
    @Nullable String error) {}
