package io.tonework.planner.plan;

import io.tonework.contracts.PhotoUploaded;
import io.tonework.contracts.RetouchRequest;
import io.tonework.contracts.VersionedFacts;
import io.tonework.imaging.pixels.RgbImage;
import io.tonework.planner.measures.Observation;
import io.tonework.planner.reasoning.Account;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a plan while it is made. Immutable.
 *
 * @param photo what is planned
 * @param reference the photos of a request by reference; null for the others
 * @param thumbnail the photo, small
 * @param seen what was measured on it
 * @param instruction what the writer is asked; null when the plan is decided without a word
 * @param look what the model saw
 * @param taste what the user prefers
 * @param edit what is done to the photo, before taste
 * @param words what the writer wrote; null when it wrote nothing
 * @param account the plan in sentences
 */
record PlanState(
    PhotoUploaded photo,
    @Nullable ReferencePhotos reference,
    RgbImage thumbnail,
    Observation seen,
    @Nullable Instruction instruction,
    Look look,
    Taste taste,
    Edit edit,
    PlanInWords.@Nullable Written words,
    Account account) {
  /** What is known before the first step. */
  static PlanState of(
      PhotoUploaded photo,
      @Nullable ReferencePhotos reference,
      RgbImage thumbnail,
      Observation seen) {
    return new PlanState(
        photo,
        reference,
        thumbnail,
        seen,
        null,
        Look.NONE,
        Taste.NONE,
        Edit.NONE,
        null,
        Account.NONE);
  }

  RetouchRequest request() {
    return photo.request();
  }

  /** Everything that shifts the plan beside photo, request and bundle, by name and version. */
  VersionedFacts facts() {
    return VersionedFacts.NONE.withTaste(taste.view().version());
  }

  PlanState with(Instruction read) {
    return new PlanState(
        photo, reference, thumbnail, seen, read, look, taste, edit, words, account);
  }

  PlanState with(Look looked) {
    return new PlanState(
        photo, reference, thumbnail, seen, instruction, looked, taste, edit, words, account);
  }

  PlanState with(Taste known) {
    return new PlanState(
        photo, reference, thumbnail, seen, instruction, look, known, edit, words, account);
  }

  PlanState with(Edit decided) {
    return new PlanState(
        photo, reference, thumbnail, seen, instruction, look, taste, decided, words, account);
  }

  PlanState with(Edit decided, PlanInWords.Written written) {
    return new PlanState(
        photo, reference, thumbnail, seen, instruction, look, taste, decided, written, account);
  }

  PlanState with(Account explained) {
    return new PlanState(
        photo, reference, thumbnail, seen, instruction, look, taste, edit, words, explained);
  }
}
