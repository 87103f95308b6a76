package io.tonework.models.installed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tonework.models.bundle.BundleException;
import io.tonework.models.bundle.InstalledBundle;
import io.tonework.models.bundle.LicencePolicy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenBundlesTest {
  @TempDir private Path folder;

  private final List<String> opened = Collections.synchronizedList(new ArrayList<>());
  private final List<String> closed = Collections.synchronizedList(new ArrayList<>());
  private final OpenBundles<String> bundles =
      new OpenBundles<>(
          1,
          bundle -> {
            opened.add(bundle.ref().version());
            return bundle.ref().version();
          },
          closed::add);
  private InstalledBundle one;
  private InstalledBundle two;

  @BeforeEach
  void install() throws IOException {
    ManyBundles many = new ManyBundles(folder);
    one = InstalledBundle.in(many.version("1"), LicencePolicy.PERMISSIVE_ONLY);
    two = InstalledBundle.in(many.version("2"), LicencePolicy.PERMISSIVE_ONLY);
  }

  @Test
  void shouldOpenABundleOnceWhenManyAskForItAtOnce() throws Exception {
    // Given
    CountDownLatch everyoneAsks = new CountDownLatch(1);
    List<Future<String>> asked = new ArrayList<>();

    // When
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 8; i++) {
        asked.add(
            threads.submit(() -> {
              everyoneAsks.await();
              try (OpenBundles.Lease<String> lease = bundles.lease(one)) {
                return lease.get();
              }
            }));
      }
      everyoneAsks.countDown();
    }

    // Then
    for (Future<String> each : asked) {
      assertThat(each.get()).isEqualTo("1");
    }
    assertThat(opened).containsExactly("1");
    assertThat(closed).isEmpty();
  }

  @Test
  void shouldCloseTheOneUsedLongestAgoWhenTooManyAreIdle() {
    // Given
    bundles.lease(one).close();

    // When
    bundles.lease(two).close();

    // Then
    assertThat(closed).containsExactly("1");
    assertThat(bundles.open()).containsExactly(two.ref());
  }

  @Test
  void shouldCloseNoBundleThatIsInUse() {
    // Given
    OpenBundles.Lease<String> used = bundles.lease(one);

    // When
    bundles.lease(two).close();
    bundles.close();

    // Then
    assertThat(closed).containsExactly("2");
    used.close();
    used.close();
    assertThat(closed).containsExactly("2", "1");
    assertThatThrownBy(() -> bundles.lease(one)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void shouldTryAgainWhenABundleCouldNotBeOpened() {
    // Given
    AtomicInteger attempts = new AtomicInteger();
    OpenBundles<String> hesitant =
        new OpenBundles<>(
            1,
            bundle -> {
              if (attempts.incrementAndGet() == 1) {
                throw new BundleException("here", "renderer.onnx", "is half copied");
              }
              return "opened";
            },
            closed::add);

    // When / Then
    assertThatThrownBy(() -> hesitant.lease(one)).isInstanceOf(BundleException.class);
    assertThat(hesitant.open()).isEmpty();
    try (OpenBundles.Lease<String> lease = hesitant.lease(one)) {
      assertThat(lease.get()).isEqualTo("opened");
    }
  }
}
