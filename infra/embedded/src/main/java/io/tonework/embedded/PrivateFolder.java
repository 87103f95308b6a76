package io.tonework.embedded;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder that nobody but its owner can look into, whatever the umask. */
public final class PrivateFolder {
  private static final Logger log = LoggerFactory.getLogger(PrivateFolder.class);
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> OTHERS =
      Set.copyOf(EnumSet.complementOf(EnumSet.copyOf(OWNER_ONLY)));

  private PrivateFolder() {}

  /**
   * Makes the folder, or takes the rights of others away from one that is there.
   *
   * @param mark a file that lies in every folder of ours: one without it that is not empty belongs
   *     to somebody else, and its rights are not touched
   * @throws EmbeddedException when others can look into it and it is not for us to change that
   */
  public static Path make(Path folder, String mark) throws IOException {
    if (!isPosix()) {
      return Files.createDirectories(folder);
    }
    if (!Files.exists(folder)) {
      Path parent = folder.toAbsolutePath().getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      return Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    }
    if (isOpen(folder)) {
      checkOurs(folder, mark);
      tighten(folder);
      log.atWarn()
          .addKeyValue("folder", folder)
          .log("others could look into the data folder; they cannot any more");
    }
    return folder;
  }

  /** Takes the rights of others away from a file or folder of ours. */
  public static void close(Path path) throws IOException {
    if (isPosix() && !Files.isSymbolicLink(path) && isOpen(path)) {
      Set<PosixFilePermission> rights = EnumSet.copyOf(Files.getPosixFilePermissions(path));
      rights.removeAll(OTHERS);
      Files.setPosixFilePermissions(path, rights);
    }
  }

  private static void checkOurs(Path folder, String mark) throws IOException {
    boolean empty;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      empty = !files.iterator().hasNext();
    }
    if (!empty && !Files.exists(folder.resolve(mark))) {
      throw new EmbeddedException(
          folder
              + " holds files that are not Tonework's and can be looked into by others ("
              + PosixFilePermissions.toString(Files.getPosixFilePermissions(folder))
              + "): name a new or empty folder, or close this one by chmod 700",
          null);
    }
  }

  private static void tighten(Path folder) throws IOException {
    try {
      // the folder first: from then on nobody else gets at what lies in it
      close(folder);
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
        for (Path file : files) {
          close(file);
        }
      }
    } catch (IOException e) {
      throw new EmbeddedException(
          folder
              + " can be looked into by others and belongs to "
              + Files.getOwner(folder).getName()
              + ": choose a folder of your own",
          e);
    }
  }

  private static boolean isOpen(Path path) throws IOException {
    return Files.getPosixFilePermissions(path).stream().anyMatch(OTHERS::contains);
  }

  private static boolean isPosix() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }
}
