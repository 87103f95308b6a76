package io.tonework.storage.object;

import java.nio.file.Path;

/** What is to be stored; it can be read again when an attempt has to be repeated. */
public sealed interface ObjectBody {
  /** The bytes in memory; they are not copied, so they must not change until the put returns. */
  static ObjectBody of(byte[] bytes) {
    return new Bytes(bytes);
  }

  /** A file; it must not change until the put returns. */
  static ObjectBody of(Path file) {
    return new File(file);
  }

  /** Bytes in memory. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier that is never compared
  record Bytes(byte[] bytes) implements ObjectBody {}

  /** A file on disk. */
  record File(Path path) implements ObjectBody {}
}
