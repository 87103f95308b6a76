package io.tonework.feedback.verdict;

import io.tonework.contracts.FeedbackReason;
import io.tonework.contracts.Sliders;
import io.tonework.contracts.Verdict;
import io.tonework.contracts.identity.UserName;
import io.tonework.service.binding.Text;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of a posted verdict: what is read, checked and described in the OpenAPI document.
 *
 * @param verdict what the user thinks; may be left out when there is an edit
 * @param reasons why, of the published list
 * @param edit the user's own further sliders on the finished photo, -100..100 by slider name
 * @param sliders another name of edit
 * @param user whose taste it tells; only for a photo that was sent without a user
 */
@Schema(name = "Verdict")
public record VerdictBody(
    @Schema(
            implementation = String.class,
            enumeration = {"accepted", "rejected"})
        @Nullable Verdict verdict,
    @Schema(type = SchemaType.ARRAY, implementation = String.class)
        @Nullable List<@NotNull(message = "must be a published reason") FeedbackReason> reasons,
    @Schema(
            type = SchemaType.OBJECT,
            implementation = Map.class,
            additionalProperties = Double.class)
        @Nullable Sliders edit,
    @Schema(
            type = SchemaType.OBJECT,
            implementation = Map.class,
            additionalProperties = Double.class)
        @Nullable Sliders sliders,
    @Text @Size(max = UserName.MAX_CHARS, message = "must be a name of 1 to {max} characters") @Nullable String user) {}
