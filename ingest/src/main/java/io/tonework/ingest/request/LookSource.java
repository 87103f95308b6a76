package io.tonework.ingest.request;

import io.tonework.contracts.ObjectId;

/** Where the {@code .cube} file of a request comes from, unless it is in the store already. */
public sealed interface LookSource {
  /**
   * It came along.
   *
   * @param file its bytes, read as a look before; owned by this record
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on to the store, never compared
  record Sent(byte[] file) implements LookSource {}

  /**
   * It lies in a bucket of the tenant.
   *
   * @param object where, not yet looked at
   */
  record InBucket(ObjectId object) implements LookSource {}
}
