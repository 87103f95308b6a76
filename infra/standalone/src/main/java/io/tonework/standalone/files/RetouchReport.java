package io.tonework.standalone.files;

import java.util.List;

/**
 * What became of every photo of a run, in the order of the inputs.
 *
 * @param photos one entry each
 */
record RetouchReport(List<PhotoReport> photos) {
  /** Copies the list. */
  RetouchReport {
    photos = List.copyOf(photos);
  }

  /** How many photos failed. */
  long failures() {
    return photos.stream().filter(photo -> photo.error() != null).count();
  }
}
