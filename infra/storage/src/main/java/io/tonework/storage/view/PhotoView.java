package io.tonework.storage.view;

import io.tonework.contracts.Failure;
import io.tonework.contracts.Mode;
import io.tonework.contracts.ObjectId;
import io.tonework.contracts.Priority;
import io.tonework.contracts.RenderedObject;
import io.tonework.contracts.SourceObject;
import io.tonework.contracts.WebhookState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a photo now.
 *
 * @param tenant who pays
 * @param photoId the photo
 * @param state where it is on its way
 * @param user whose photo, if known
 * @param mode how the plan is made; null when only the failure is known
 * @param priority who goes first where it waits; null when only the failure is known
 * @param source the original; null before it is uploaded
 * @param uploadedAt when ingest took it in
 * @param plannedAt when its plan was made
 * @param finishedAt when it was retouched or failed
 * @param scene the scene that the planner saw
 * @param summary one line: what is done and why
 * @param planId the plan
 * @param planObject where the plan lies
 * @param result the finished photo
 * @param lut its look as a {@code .cube} file; null unless the request asked for it
 * @param failure why it failed; null unless {@code state} is {@code FAILED}
 * @param webhookState where the newest webhook stands; null when there is none
 */
public record PhotoView(
    String tenant,
    String photoId,
    PhotoState state,
    @Nullable String user,
    @Nullable Mode mode,
    @Nullable Priority priority,
    @Nullable SourceObject source,
    @Nullable Instant uploadedAt,
    @Nullable Instant plannedAt,
    @Nullable Instant finishedAt,
    @Nullable String scene,
    @Nullable String summary,
    @Nullable String planId,
    @Nullable ObjectId planObject,
    @Nullable RenderedObject result,
    @Nullable ObjectId lut,
    @Nullable Failure failure,
    @Nullable WebhookState webhookState) {}
