package io.tonework.models.renderer;

import io.tonework.contracts.BundleRef;
import io.tonework.models.bundle.InstalledBundle;
import io.tonework.models.installed.BundleMissingException;
import io.tonework.models.installed.InstalledBundles;
import io.tonework.models.installed.OpenBundles;
import java.util.function.Function;

/**
 * The renderers of all bundles that are installed; each is opened when a plan first needs it.
 *
 * <p>Thread-safe. Owns native sessions, which {@link #close} frees.
 */
public final class Renderers implements AutoCloseable {
  private final InstalledBundles installed;
  private final OpenBundles<RendererModel> open;

  /**
   * Opens nothing yet.
   *
   * @param maxIdle renderers that stay open while nobody uses them, at least 1
   */
  public Renderers(InstalledBundles installed, int maxIdle) {
    this.installed = installed;
    this.open = new OpenBundles<>(maxIdle, Renderers::open, RendererModel::close);
  }

  private static RendererModel open(InstalledBundle bundle) {
    RendererModel renderer = RendererModel.open(bundle.openRenderer());
    renderer.warmUp();
    return renderer;
  }

  /**
   * The length of one latent of that bundle.
   *
   * @throws BundleMissingException when it is not installed
   */
  public int latentSize(BundleRef bundle) {
    return installed.require(bundle).latentSize();
  }

  /**
   * Does something with the renderer of that bundle, which stays open at least as long.
   *
   * @throws BundleMissingException when it is not installed
   * @throws io.tonework.models.bundle.BundleException when it is damaged
   */
  public <R> R with(BundleRef bundle, Function<RendererModel, R> work) {
    try (OpenBundles.Lease<RendererModel> lease = open.lease(installed.require(bundle))) {
      return work.apply(lease.get());
    }
  }

  @Override
  public void close() {
    open.close();
  }
}
