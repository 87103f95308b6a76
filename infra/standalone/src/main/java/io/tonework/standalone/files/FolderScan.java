package io.tonework.standalone.files;

import io.tonework.imaging.fault.UnsupportedImage;
import io.tonework.imaging.file.ImageSniffer;
import io.tonework.imaging.file.format.ImageFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks for photographs in a folder, to the bottom and through links. Each folder is read once,
 * under the name that is no link if it has one, so loops of links end. Nothing is left out in
 * silence: what is no photograph is in {@link #passedOver}.
 */
final class FolderScan {
  private final Path root;
  private final @Nullable Path results;
  private final Map<Path, Path> entered = new HashMap<>();
  private final Deque<Path> links = new ArrayDeque<>();
  private final List<Path> photographs = new ArrayList<>();
  private final List<PassedOver> passedOver = new ArrayList<>();

  private FolderScan(Path root, @Nullable Path results) {
    this.root = root;
    this.results = results;
  }

  /**
   * Reads the folder.
   *
   * @param out the folder of the results, which are no inputs when it lies in the other
   * @throws IllegalArgumentException when the two are one folder
   * @throws IOException when the folder itself cannot be read
   */
  static FolderScan of(Path folder, Path out) throws IOException {
    Path real = folder.toRealPath();
    Path realOut = Files.exists(out) ? out.toRealPath() : OutputGuard.place(out);
    if (realOut.equals(real)) {
      throw new IllegalArgumentException(
          "the results would lie among the originals of '" + folder + "'; name another folder");
    }
    FolderScan scan = new FolderScan(folder, realOut.startsWith(real) ? realOut : null);
    scan.enter(folder);
    for (Path link = scan.links.poll(); link != null; link = scan.links.poll()) {
      scan.enter(link);
    }
    Collections.sort(scan.photographs);
    return scan;
  }

  /** The photographs, sorted; their paths begin with the folder's. */
  List<Path> photographs() {
    return photographs;
  }

  /** Everything else. */
  List<PassedOver> passedOver() {
    return passedOver;
  }

  private void enter(Path folder) throws IOException {
    Path real;
    List<Path> entries = new ArrayList<>();
    try {
      real = folder.toRealPath();
      if (results != null && real.startsWith(results)) {
        passOver(folder, "results are written there");
        return;
      }
      Path earlier = entered.putIfAbsent(real, folder);
      if (earlier != null) {
        passOver(folder, "the same folder as '" + FileName.text(earlier) + "', which is read");
        return;
      }
      try (DirectoryStream<Path> found = Files.newDirectoryStream(folder)) {
        found.forEach(entries::add);
      }
    } catch (IOException | DirectoryIteratorException e) {
      if (folder.equals(root)) {
        throw new IOException("the folder '" + folder + "' cannot be read: " + reason(e), e);
      }
      cannotRead(folder, e);
      return;
    }
    Collections.sort(entries);
    for (Path entry : entries) {
      look(entry);
    }
  }

  private void look(Path entry) throws IOException {
    if (entry.getFileName().toString().startsWith(".")) {
      passOver(entry, "hidden");
    } else if (Files.isDirectory(entry)) {
      if (Files.isSymbolicLink(entry)) {
        links.add(entry);
      } else {
        enter(entry);
      }
    } else if (Files.isRegularFile(entry)) {
      lookInto(entry);
    } else {
      passOver(
          entry,
          Files.isSymbolicLink(entry) ? "a link that leads nowhere" : "neither file nor folder");
    }
  }

  /** By its name too, so that of a damaged photo is said that it is damaged. */
  private void lookInto(Path file) {
    if (JobList.formatOf(file.getFileName().toString()) != null) {
      photographs.add(file);
      return;
    }
    try (InputStream in = Files.newInputStream(file)) {
      ImageFormat _ = ImageSniffer.require(in.readNBytes(ImageSniffer.HEAD_BYTES), Set.of());
      photographs.add(file);
    } catch (UnsupportedImage e) {
      // what is accepted instead need not be said of each
      passOver(file, String.valueOf(e.getMessage()).split(";", 2)[0]);
    } catch (IOException e) {
      cannotRead(file, e);
    }
  }

  private void passOver(Path path, String why) {
    passedOver.add(new PassedOver(FileName.text(path), why, false));
  }

  private void cannotRead(Path path, Exception e) {
    passedOver.add(new PassedOver(FileName.text(path), "cannot be read: " + reason(e), true));
  }

  private static String reason(Exception e) {
    return e instanceof AccessDeniedException ? "access is denied" : String.valueOf(e.getMessage());
  }
}
