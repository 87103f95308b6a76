package io.tonework.models.installed;

import io.tonework.contracts.BundleRef;
import io.tonework.models.bundle.Bundle;
import io.tonework.models.bundle.BundleException;
import io.tonework.models.bundle.InstalledBundle;
import io.tonework.models.bundle.LicencePolicy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every bundle that is installed: those of the build and those in the folders of the configuration,
 * each found by its digest. One that cannot be read is left out with a warning, so that it stops
 * nobody who does not need it.
 *
 * <p>Holds manifests only. A bundle that is asked for and not known is looked for on disk once
 * more, so that one that is installed while the worker runs is found. Thread-safe.
 */
public final class InstalledBundles {
  private static final Logger log = LoggerFactory.getLogger(InstalledBundles.class);
  private static final String LIST = "/bundles/installed.txt";
  private static final String MANIFEST = "manifest.json";

  private final List<Path> folders;
  private final LicencePolicy licences;
  private volatile Scan scan;

  /**
   * What was found on disk.
   *
   * @param byDigest the bundles, in the order in which they were found
   * @param unreadable why a folder holds no bundle that can be used, by folder
   */
  private record Scan(List<InstalledBundle> byDigest, Map<String, String> unreadable) {}

  private InstalledBundles(List<Path> folders, LicencePolicy licences) {
    this.folders = List.copyOf(folders);
    this.licences = licences;
    this.scan = scan();
  }

  /**
   * The bundles of the build and those in folders.
   *
   * @param folders each is a bundle, or holds bundles as folders, of which hidden ones are passed
   *     over; one that does not exist is empty
   */
  public static InstalledBundles in(Collection<Path> folders, LicencePolicy licences) {
    return new InstalledBundles(List.copyOf(folders), licences);
  }

  /** The bundles of the build. */
  public static InstalledBundles ofBuild() {
    return in(List.of(), LicencePolicy.PERMISSIVE_ONLY);
  }

  /** All that can be used: those of the build first. */
  public List<InstalledBundle> all() {
    return scan.byDigest();
  }

  /** Why folders hold no bundle that can be used, by folder, in order. */
  public Map<String, String> unreadable() {
    return scan.unreadable();
  }

  /** The very bundle of a plan; looks on disk again before it gives up. */
  public Optional<InstalledBundle> find(BundleRef wanted) {
    Optional<InstalledBundle> known = known(wanted);
    if (known.isPresent()) {
      return known;
    }
    scanAgain();
    return known(wanted);
  }

  /**
   * The very bundle of a plan.
   *
   * @throws BundleMissingException when it is not installed
   */
  public InstalledBundle require(BundleRef wanted) {
    return find(wanted).orElseThrow(() -> BundleMissingException.ofPlan(wanted, all()));
  }

  /**
   * The bundle of a configuration value, to make plans with.
   *
   * @param name {@code NAME}, {@code NAME@VERSION}, {@code NAME@VERSION@DIGEST} with the beginning
   *     of the digest, or a folder; {@code compact} alone is the one of the build
   * @throws BundleMissingException when none is meant, or more than one
   * @throws BundleException when the folder holds no bundle that can be used
   */
  public InstalledBundle named(String name) {
    if (name.equals(Bundle.SHIPPED)) {
      return InstalledBundle.ofBuild(name, licences);
    }
    if (isFolder(name)) {
      return InstalledBundle.in(Path.of(name), licences);
    }
    String[] parts = name.split("@", 3);
    List<InstalledBundle> fitting =
        all().stream().filter(InstalledBundle::plans).filter(each -> fits(parts, each)).toList();
    if (fitting.size() == 1) {
      return fitting.getFirst();
    }
    throw BundleMissingException.ofName(
        name,
        fitting.isEmpty()
            ? "is not installed"
            : "is the name of %d; write NAME@VERSION, or NAME@VERSION@DIGEST with the digest's beginning"
                .formatted(fitting.size()),
        all().stream().filter(InstalledBundle::plans).toList());
  }

  /** True when the name of a bundle is where it lies. */
  static boolean isFolder(String name) {
    return name.contains("/")
        || name.contains("\\")
        || (!name.equals(Bundle.SHIPPED) && Files.isDirectory(Path.of(name)));
  }

  private static boolean fits(String[] parts, InstalledBundle bundle) {
    BundleRef ref = bundle.ref();
    return ref.name().equals(parts[0])
        && (parts.length < 2 || ref.version().equals(parts[1]))
        && (parts.length < 3 || ref.digest().startsWith(parts[2]));
  }

  private Optional<InstalledBundle> known(BundleRef wanted) {
    return scan.byDigest().stream()
        .filter(each -> each.ref().digest().equals(wanted.digest()))
        .findFirst();
  }

  private synchronized void scanAgain() {
    Scan before = scan;
    Scan found = scan();
    for (InstalledBundle each : found.byDigest()) {
      if (before.byDigest().stream().noneMatch(known -> known.ref().equals(each.ref()))) {
        log.atInfo().addKeyValue("bundle", each).log("a bundle was installed");
      }
    }
    scan = found;
  }

  private Scan scan() {
    List<InstalledBundle> found = new ArrayList<>();
    Map<String, String> unreadable = new TreeMap<>();
    for (String name : ofBuildByName()) {
      add(found, unreadable, name, () -> InstalledBundle.ofBuild(name, licences));
    }
    for (Path folder : folders) {
      for (Path each : bundlesIn(folder, unreadable)) {
        add(found, unreadable, each.toString(), () -> InstalledBundle.in(each, licences));
      }
    }
    return new Scan(List.copyOf(found), Collections.unmodifiableMap(unreadable));
  }

  /** Of two copies of one bundle the first counts, unless only the second can plan. */
  private static void add(
      List<InstalledBundle> found,
      Map<String, String> unreadable,
      String place,
      Supplier<InstalledBundle> read) {
    try {
      InstalledBundle bundle = read.get();
      for (int i = 0; i < found.size(); i++) {
        if (found.get(i).ref().digest().equals(bundle.ref().digest())) {
          if (!found.get(i).plans() && bundle.plans()) {
            found.set(i, bundle);
          }
          return;
        }
      }
      found.add(bundle);
    } catch (BundleException e) {
      log.atDebug().addKeyValue("place", place).setCause(e).log("no bundle that can be used");
      unreadable.put(place, String.valueOf(e.getMessage()));
    }
  }

  private static List<Path> bundlesIn(Path folder, Map<String, String> unreadable) {
    if (Files.exists(folder.resolve(MANIFEST))) {
      return List.of(folder);
    }
    try (Stream<Path> inside = Files.list(folder)) {
      // a hidden folder is one that is just being copied
      return inside
          .filter(each -> !each.getFileName().toString().startsWith("."))
          .filter(each -> Files.exists(each.resolve(MANIFEST)))
          .sorted()
          .toList();
    } catch (IOException e) {
      unreadable.put(folder.toString(), "cannot be listed: " + e);
      return List.of();
    }
  }

  private static List<String> ofBuildByName() {
    try (InputStream in = InstalledBundles.class.getResourceAsStream(LIST)) {
      if (in == null) {
        throw new IllegalStateException(LIST + " is missing in the build");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(LIST + " cannot be read", e);
    }
  }
}
