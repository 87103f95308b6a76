package io.tonework.contracts;

/**
 * The original as it lies in the object store; the ETag pins its bytes.
 *
 * @param bucket the bucket
 * @param key the key, decoded
 * @param etag the ETag without quotes: whoever reads the source asks for exactly these bytes
 * @param sizeBytes length of the object
 */
public record SourceObject(String bucket, String key, String etag, long sizeBytes) {}
