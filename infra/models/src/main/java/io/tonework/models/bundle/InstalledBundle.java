package io.tonework.models.bundle;

import io.tonework.contracts.BundleRef;
import io.tonework.contracts.Mode;
import io.tonework.contracts.Sha256;
import io.tonework.models.ModeUnavailableException;
import io.tonework.models.manifest.Manifest;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * A bundle of which only the manifest was read, which says exactly which bundle it is. Weights are
 * read, and held against the manifest's digests, when it is opened.
 *
 * <p>Immutable and thread-safe.
 */
public final class InstalledBundle {
  private static final String MANIFEST = "manifest.json";

  private final BundleFiles files;
  private final Manifest manifest;
  private final BundleRef ref;

  private InstalledBundle(BundleFiles files, Manifest manifest, BundleRef ref) {
    this.files = files;
    this.manifest = manifest;
    this.ref = ref;
  }

  /**
   * A bundle of the build.
   *
   * @param name its folder under {@code /bundles/}
   * @throws BundleException naming the file and the cause
   */
  public static InstalledBundle ofBuild(String name, LicencePolicy licences) {
    return read(new BundleFiles.Shipped(name), licences);
  }

  /**
   * The bundle in a folder.
   *
   * @throws BundleException naming the file and the cause
   */
  public static InstalledBundle in(Path folder, LicencePolicy licences) {
    return read(new BundleFiles.Folder(folder), licences);
  }

  private static InstalledBundle read(BundleFiles files, LicencePolicy licences) {
    byte[] bytes = files.read(MANIFEST);
    Manifest manifest = ManifestReader.read(bytes, files.toString(), licences);
    return new InstalledBundle(
        files,
        manifest,
        new BundleRef(manifest.name(), manifest.version(), digest(bytes, manifest)));
  }

  /** SHA-256 over {@code manifest.json HEX} and {@code ROLE HEX} of each graph, a line each. */
  private static String digest(byte[] manifestBytes, Manifest manifest) {
    TreeMap<String, String> graphs = new TreeMap<>();
    manifest
        .graphs()
        .forEach((role, graph) -> {
          graphs.put(role, graph.sha256());
          graph.dataFiles().forEach(data -> graphs.put(role + "/" + data.file(), data.sha256()));
        });
    StringBuilder lines = new StringBuilder(MANIFEST).append(' ');
    lines.append(Sha256.of(manifestBytes)).append('\n');
    graphs.forEach((key, hex) -> lines.append(key).append(' ').append(hex).append('\n'));
    return Sha256.of(lines.toString());
  }

  /** Name, version and the digest that plans carry. */
  public BundleRef ref() {
    return ref;
  }

  /** What the bundle says of itself. */
  public Manifest manifest() {
    return manifest;
  }

  /** The modes that this bundle has. */
  public Set<Mode> modes() {
    return EnumSet.copyOf(manifest.modes());
  }

  /**
   * Passes when the bundle has that mode.
   *
   * @throws ModeUnavailableException otherwise
   */
  public void require(Mode mode) {
    if (!manifest.modes().contains(mode)) {
      throw new ModeUnavailableException(ref, mode, modes());
    }
  }

  /** d, the length of one latent. */
  public int latentSize() {
    return manifest.latents().sizes().getFirst();
  }

  /** Where it lies, for messages. */
  public String location() {
    return files.toString();
  }

  /**
   * True when the graphs of every mode are there. A retired bundle keeps its manifest and its
   * renderer only: it renders the plans that were made with it, and makes none.
   */
  public boolean plans() {
    return manifest.graphs().values().stream().allMatch(this::isThere);
  }

  private boolean isThere(Manifest.GraphSpec graph) {
    return files.exists(graph.file())
        && graph.dataFiles().stream().allMatch(data -> files.exists(data.file()));
  }

  /**
   * The whole bundle, every graph held against its digest.
   *
   * @throws BundleException when a file is missing or damaged
   */
  public Bundle open() {
    return open(_ -> true);
  }

  /**
   * As much of the bundle as rendering needs; no other graph is read.
   *
   * @throws BundleException when the renderer is missing or damaged
   */
  public Bundle openRenderer() {
    return open(GraphRole.RENDERER.key()::equals);
  }

  private Bundle open(Predicate<String> wanted) {
    Map<String, GraphSource> graphs = new TreeMap<>();
    manifest
        .graphs()
        .forEach((role, graph) -> {
          if (wanted.test(role)) {
            graphs.put(role, GraphSource.of(files, graph));
          }
        });
    return new Bundle(files, manifest, ref, graphs);
  }

  /** Name, version and digest, as people read them in messages. */
  public static String describe(BundleRef bundle) {
    return bundle.name() + " " + bundle.version() + " (" + bundle.digest() + ")";
  }

  /** Those bundles as people read them; {@code none} when there are none. */
  public static String describe(List<InstalledBundle> bundles) {
    return bundles.isEmpty()
        ? "none"
        : String.join(", ", bundles.stream().map(each -> describe(each.ref())).toList());
  }

  @Override
  public String toString() {
    return describe(ref) + " in " + location();
  }
}
