package io.tonework.models.bundle;

import io.tonework.contracts.BundleRef;
import io.tonework.contracts.Mode;
import io.tonework.contracts.Sha256;
import io.tonework.models.ModeUnavailableException;
import io.tonework.models.manifest.Manifest;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * A model bundle whose manifest and digests were checked: weights to open sessions from.
 *
 * <p>Immutable and thread-safe; holds no weights and no native memory. That the graphs' tensors are
 * those of the manifest is checked when a session is opened.
 */
public final class Bundle {
  /** The name of the bundle that comes with the build. */
  public static final String SHIPPED = "compact";

  private static final String MANIFEST = "manifest.json";

  private final BundleFiles files;
  private final Manifest manifest;
  private final BundleRef ref;
  private final Map<GraphRole, GraphSource> graphs;
  private final long sizeBytes;

  /**
   * A bundle whose manifest was checked.
   *
   * @param sources the graphs that can be opened, by role, held against their digests
   */
  Bundle(BundleFiles files, Manifest manifest, BundleRef ref, Map<String, GraphSource> sources) {
    this.files = files;
    this.manifest = manifest;
    this.ref = ref;
    this.graphs = new EnumMap<>(GraphRole.class);
    sources.forEach(
        (key, source) -> GraphRole.of(key).ifPresent(role -> this.graphs.put(role, source)));
    this.sizeBytes = sources.values().stream().mapToLong(GraphSource::sizeBytes).sum();
  }

  /** The bundle that comes with the build. */
  public static Bundle shipped() {
    return InstalledBundle.ofBuild(SHIPPED, LicencePolicy.PERMISSIVE_ONLY).open();
  }

  /**
   * The bundle in a folder, under a permissive licence.
   *
   * @throws BundleException naming the file and the cause
   */
  public static Bundle load(Path folder) {
    return load(folder, LicencePolicy.PERMISSIVE_ONLY);
  }

  /**
   * The bundle in a folder.
   *
   * @throws BundleException naming the file and the cause
   */
  public static Bundle load(Path folder, LicencePolicy licences) {
    return InstalledBundle.in(folder, licences).open();
  }

  /**
   * The bundle of a configuration value.
   *
   * @param location {@code compact} for the one in the build, else a folder
   */
  public static Bundle locate(String location, LicencePolicy licences) {
    return location.equals(SHIPPED)
        ? InstalledBundle.ofBuild(SHIPPED, licences).open()
        : load(Path.of(location), licences);
  }

  /** Name, version and the digest that plans carry. */
  public BundleRef ref() {
    return ref;
  }

  /** The manifest. */
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

  /** Names of the tensors that a graph reads; empty when there is no such graph. */
  public Set<String> inputs(GraphRole role) {
    Manifest.GraphSpec graph = manifest.graphs().get(role.key());
    return graph == null ? Set.of() : graph.inputs().keySet();
  }

  /** d, the length of one latent. */
  public int latentSize() {
    return manifest.latents().sizes().getFirst();
  }

  /** Size of all graphs with their weights. */
  public long sizeBytes() {
    return sizeBytes;
  }

  /** True when the bundle has a graph of that role. */
  public boolean has(GraphRole role) {
    return graphs.containsKey(role);
  }

  /** True when its planner reads instructions and writes its reasoning itself. */
  public boolean speaks() {
    return has(GraphRole.DECODER);
  }

  /** Where it was read from, for messages. */
  public String location() {
    return files.toString();
  }

  /** A file of the bundle that the manifest names, such as a golden tensor. */
  public byte[] file(String path) {
    return files.read(path);
  }

  /** A file that the manifest names with its digest. */
  public byte[] file(Manifest.FileSpec spec) {
    byte[] bytes = files.read(spec.file());
    BundleDigests.require(files, spec, Sha256.of(bytes));
    return bytes;
  }

  public GraphSource graph(GraphRole role) {
    GraphSource source = graphs.get(role);
    if (source == null) {
      throw new BundleException(location(), MANIFEST, "has no graph '" + role.key() + "'");
    }
    return source;
  }

  /** What the manifest says of the graph. */
  public Manifest.GraphSpec graphSpec(GraphRole role) {
    Manifest.GraphSpec spec = manifest.graphs().get(role.key());
    if (spec == null) {
      throw new BundleException(location(), MANIFEST, "has no graph '" + role.key() + "'");
    }
    return spec;
  }
}
