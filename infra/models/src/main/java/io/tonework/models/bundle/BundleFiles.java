package io.tonework.models.bundle;

import io.tonework.contracts.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Where a bundle's files are read from. */
sealed interface BundleFiles {
  /**
   * The bytes of a file.
   *
   * @param file path relative to the bundle
   * @throws BundleException when it is missing, unreadable or outside the bundle
   */
  byte[] read(String file);

  /**
   * Where the file lies on disk; empty when it lies in a jar.
   *
   * @throws BundleException when it lies outside the bundle
   */
  Optional<Path> onDisk(String file);

  /** True when the file is there, whatever it holds. */
  boolean exists(String file);

  /**
   * SHA-256 of a file, lower-case hex, without holding the file in memory.
   *
   * @throws BundleException when it is missing, unreadable or outside the bundle
   */
  default String sha256(String file) {
    Optional<Path> path = onDisk(file);
    return path.isPresent() ? BundleDigests.of(path.get(), this, file) : Sha256.of(read(file));
  }

  /** A folder. */
  record Folder(Path path) implements BundleFiles {
    @Override
    public byte[] read(String file) {
      try {
        return Files.readAllBytes(inside(file));
      } catch (NoSuchFileException e) {
        throw new BundleException(
            toString(), file, "is missing; is this the folder of a bundle?", e);
      } catch (IOException e) {
        throw new BundleException(toString(), file, "cannot be read: " + e, e);
      }
    }

    @Override
    public Optional<Path> onDisk(String file) {
      return Optional.of(inside(file));
    }

    @Override
    public boolean exists(String file) {
      return Files.isRegularFile(inside(file));
    }

    private Path inside(String file) {
      Path target = path.resolve(file).normalize();
      if (!target.startsWith(path.normalize())) {
        throw new BundleException(toString(), file, "lies outside the bundle");
      }
      return target;
    }

    @Override
    public String toString() {
      return path.toString();
    }
  }

  /** Resources of this module's jar under {@code /bundles/NAME/}. */
  record Shipped(String name) implements BundleFiles {
    @Override
    public byte[] read(String file) {
      try (InputStream in =
          BundleFiles.class.getResourceAsStream("/bundles/" + name + "/" + file)) {
        if (in == null) {
          throw new BundleException(toString(), file, "is missing in the build");
        }
        return in.readAllBytes();
      } catch (IOException e) {
        throw new BundleException(toString(), file, "cannot be read: " + e, e);
      }
    }

    @Override
    public Optional<Path> onDisk(String file) {
      return Optional.empty();
    }

    @Override
    public boolean exists(String file) {
      return BundleFiles.class.getResource("/bundles/" + name + "/" + file) != null;
    }

    @Override
    public String toString() {
      return "classpath:/bundles/" + name;
    }
  }
}
