package io.tonework.models.bundle;

import io.tonework.contracts.Sha256;
import io.tonework.models.manifest.Manifest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;

/** Digests of a bundle's files, lower-case hex. */
final class BundleDigests {
  private BundleDigests() {}

  /** Reads the file in pieces: weights may be larger than the heap. */
  static String of(Path path, BundleFiles files, String file) {
    MessageDigest digest = Sha256.digest();
    try (InputStream in = new DigestInputStream(Files.newInputStream(path), digest)) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
      return Sha256.of(digest);
    } catch (NoSuchFileException e) {
      throw new BundleException(
          files.toString(), file, "is missing; is this the folder of a bundle?", e);
    } catch (IOException e) {
      throw new BundleException(files.toString(), file, "cannot be read: " + e, e);
    }
  }

  /**
   * Passes when the digest is the manifest's.
   *
   * @throws BundleException otherwise
   */
  static void require(BundleFiles files, Manifest.FileSpec spec, String found) {
    if (!found.equals(spec.sha256())) {
      throw new BundleException(
          files.toString(),
          spec.file(),
          "is damaged or of another version: SHA-256 is "
              + found
              + ", the manifest says "
              + spec.sha256());
    }
  }
}
