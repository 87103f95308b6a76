package io.tonework.ingest.request;

import io.tonework.contracts.ContractsJson;
import io.tonework.contracts.Ids;

/** Names content by its canonical JSON: key order and white space of the sender do not count. */
final class Fingerprints {
  private Fingerprints() {}

  static String of(Record content) {
    return Ids.derive("content", ContractsJson.write(content));
  }
}
