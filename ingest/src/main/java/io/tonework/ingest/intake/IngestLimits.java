package io.tonework.ingest.intake;

/**
 * What a request may bring.
 *
 * @param maxPhotos photos of a request
 * @param maxPhotoBytes bytes of a photo
 * @param maxBodyBytes bytes of a multipart body
 * @param maxJsonBytes bytes of a JSON body
 * @param maxPixels width times height of a photo
 * @param maxSidePixels longer side of a photo
 */
public record IngestLimits(
    int maxPhotos,
    long maxPhotoBytes,
    long maxBodyBytes,
    int maxJsonBytes,
    long maxPixels,
    int maxSidePixels) {
  /** Checks that every limit lets something through. */
  public IngestLimits {
    if (maxPhotos < 1
        || maxPhotoBytes < 1
        || maxBodyBytes < maxPhotoBytes
        || maxJsonBytes < 1
        || maxPixels < 1
        || maxSidePixels < 1) {
      throw new IllegalArgumentException(
          "every limit must be positive, and max-body-bytes at least max-photo-bytes");
    }
  }
}
