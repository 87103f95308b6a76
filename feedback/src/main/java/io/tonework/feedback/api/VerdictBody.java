package io.tonework.feedback.api;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The shape of a posted verdict, for the OpenAPI document; {@link
 * io.tonework.feedback.verdict.VerdictForm} reads it field by field, so that a problem names the
 * field.
 *
 * @param verdict what the user thinks; may be left out when there is an edit
 * @param reasons why, of the published list
 * @param edit the user's own further sliders on the finished photo, -100..100 by slider name
 * @param sliders another name of edit
 * @param user whose taste it tells; only for a photo that was sent without a user
 */
@Schema(name = "Verdict")
record VerdictBody(
    @Schema(enumeration = {"accepted", "rejected"}) @Nullable String verdict,
    @Nullable List<String> reasons,
    @Nullable Map<String, Double> edit,
    @Nullable Map<String, Double> sliders,
    @Nullable String user) {}
