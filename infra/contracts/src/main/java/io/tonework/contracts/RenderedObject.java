package io.tonework.contracts;

/**
 * A finished photo in the store.
 *
 * @param object where it lies
 * @param contentType its media type, such as {@code image/jpeg}
 * @param widthPixels width after orientation was applied
 * @param heightPixels height after orientation was applied
 * @param sizeBytes length of the file
 * @param sha256 digest of its bytes, lower-case hex
 */
public record RenderedObject(
    ObjectId object,
    String contentType,
    int widthPixels,
    int heightPixels,
    long sizeBytes,
    String sha256) {}
