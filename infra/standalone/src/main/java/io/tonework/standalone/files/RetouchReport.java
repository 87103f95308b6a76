package io.tonework.standalone.files;

import java.util.List;

/**
 * What became of every photo of a run, in the order of the inputs.
 *
 * @param photos one entry each
 * @param notCarriedOver settings of the preset that no slider stands for; empty when there is no
 *     preset or it holds nothing else
 */
record RetouchReport(List<PhotoReport> photos, List<String> notCarriedOver) {
  /** Copies the lists. */
  RetouchReport {
    photos = List.copyOf(photos);
    notCarriedOver = List.copyOf(notCarriedOver);
  }

  /** A run without a preset. */
  RetouchReport(List<PhotoReport> photos) {
    this(photos, List.of());
  }

  /** The same run, with what its preset had beyond sliders. */
  RetouchReport withNotCarriedOver(List<String> settings) {
    return new RetouchReport(photos, settings);
  }

  /** How many photos failed. */
  long failures() {
    return photos.stream().filter(photo -> photo.error() != null).count();
  }
}
