package io.tonework.standalone.files;

import java.util.List;

/**
 * What became of every photo of a run, in the order of the inputs.
 *
 * @param photos one entry each
 * @param passedOver what lies in the folders and is no photo that is accepted
 * @param notCarriedOver settings of the preset that no slider stands for; empty when there is no
 *     preset or it holds nothing else
 */
record RetouchReport(
    List<PhotoReport> photos, List<PassedOver> passedOver, List<String> notCarriedOver) {
  /** Copies the lists. */
  RetouchReport {
    photos = List.copyOf(photos);
    passedOver = List.copyOf(passedOver);
    notCarriedOver = List.copyOf(notCarriedOver);
  }

  /** A run without a preset, over files that were named. */
  RetouchReport(List<PhotoReport> photos) {
    this(photos, List.of(), List.of());
  }

  /** The same run, with what it left out. */
  RetouchReport withPassedOver(List<PassedOver> others) {
    return new RetouchReport(photos, others, notCarriedOver);
  }

  /** The same run, with what its preset had beyond sliders. */
  RetouchReport withNotCarriedOver(List<String> settings) {
    return new RetouchReport(photos, passedOver, settings);
  }

  /** True when every photo was retouched and nothing was left unread. */
  boolean isComplete() {
    return failures() == 0 && passedOver.stream().noneMatch(PassedOver::unread);
  }

  /** How many photos failed. */
  long failures() {
    return photos.stream().filter(photo -> photo.error() != null).count();
  }
}
