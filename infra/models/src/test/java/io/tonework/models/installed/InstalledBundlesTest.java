package io.tonework.models.installed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tonework.contracts.BundleRef;
import io.tonework.models.bundle.Bundle;
import io.tonework.models.bundle.BundleException;
import io.tonework.models.bundle.InstalledBundle;
import io.tonework.models.bundle.LicencePolicy;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstalledBundlesTest {
  @TempDir private Path folder;
  private ManyBundles many;

  @BeforeEach
  void prepare() {
    many = new ManyBundles(folder);
  }

  @Test
  void shouldFindEachBundleByItsDigestWhenSeveralVersionsLieThere() throws IOException {
    // Given
    BundleRef one = Bundle.load(many.version("1.0.0")).ref();
    BundleRef two = Bundle.load(many.version("2.0.0")).ref();

    // When
    InstalledBundles installed = installed();

    // Then
    assertThat(one.digest()).isNotEqualTo(two.digest());
    assertThat(installed.require(one).ref()).isEqualTo(one);
    assertThat(installed.require(two).ref()).isEqualTo(two);
    assertThat(installed.all())
        .extracting(bundle -> bundle.ref().name())
        .containsExactly(Bundle.SHIPPED, Bundle.SHIPPED, "tiny", "tiny");
  }

  @Test
  void shouldFindABundleWhenItIsInstalledLater() throws IOException {
    // Given
    InstalledBundles installed = installed();
    BundleRef late = Bundle.load(many.version("3.0.0")).ref();

    // When / Then
    assertThat(installed.find(late)).isPresent();
  }

  @Test
  void shouldNameTheMissingBundleAndThoseHereWhenItIsNotInstalled() throws IOException {
    // Given
    many.version("1.0.0");

    // When / Then
    assertThatThrownBy(() -> installed().require(new BundleRef("tiny", "0.9.0", "c0ffee")))
        .isInstanceOf(BundleMissingException.class)
        .hasMessageContaining("tiny 0.9.0 (c0ffee)")
        .hasMessageContaining("tiny 1.0.0 (");
  }

  @Test
  void shouldRenderButNotPlanWhenABundleIsRetired() throws IOException {
    // Given
    BundleRef whole = Bundle.load(many.version("1.0.0")).ref();
    many = new ManyBundles(folder.resolve("retired"));
    Path retired = many.retired("1.0.0");

    // When
    InstalledBundle left = InstalledBundle.in(retired, LicencePolicy.PERMISSIVE_ONLY);

    // Then
    assertThat(left.ref()).isEqualTo(whole);
    assertThat(left.plans()).isFalse();
    assertThat(left.openRenderer().ref()).isEqualTo(whole);
    assertThatThrownBy(left::open).isInstanceOf(BundleException.class);
  }

  @Test
  void shouldPreferTheWholeBundleWhenARetiredCopyLiesBesideIt() throws IOException {
    // Given
    Path retired = new ManyBundles(folder.resolve("a")).retired("1.0.0");
    Path whole = new ManyBundles(folder.resolve("b")).version("1.0.0");

    // When
    InstalledBundles installed =
        InstalledBundles.in(List.of(retired, whole), LicencePolicy.PERMISSIVE_ONLY);

    // Then
    assertThat(installed.named("tiny@1.0.0").location()).isEqualTo(whole.toString());
  }

  @Test
  void shouldFindNoBundleByNameWhenOnlyItsRendererIsLeft() throws IOException {
    // Given
    many.retired("1.0.0");

    // When / Then
    assertThatThrownBy(() -> installed().named("tiny@1.0.0"))
        .isInstanceOf(BundleMissingException.class)
        .hasMessageContaining("'tiny@1.0.0' is not installed");
  }

  @Test
  void shouldAskForTheVersionWhenANameIsThatOfSeveral() throws IOException {
    // Given
    many.version("1.0.0");
    many.version("2.0.0");
    InstalledBundles installed = installed();

    // When / Then
    assertThat(installed.named("tiny@2.0.0").ref().version()).isEqualTo("2.0.0");
    assertThatThrownBy(() -> installed.named("tiny"))
        .isInstanceOf(BundleMissingException.class)
        .hasMessageContaining("is the name of 2; write NAME@VERSION")
        .hasMessageContaining("tiny 2.0.0");
  }

  @Test
  void shouldNameOneOfTwoBuildsWhenItsDigestIsGiven() throws IOException {
    // Given
    Path first = many.version("1.0.0");
    Path second = new ManyBundles(folder.resolve("more")).version("1.0.0");
    Files.writeString(
        second.resolve("manifest.json"), Files.readString(second.resolve("manifest.json")) + "\n");
    BundleRef wanted = Bundle.load(second).ref();

    // When
    InstalledBundles installed =
        InstalledBundles.in(List.of(first, second), LicencePolicy.PERMISSIVE_ONLY);

    // Then
    assertThat(installed.named("tiny@1.0.0@" + wanted.digest().substring(0, 8)).ref())
        .isEqualTo(wanted);
  }

  @Test
  void shouldLeaveOutABundleAndSayWhyWhenItCannotBeRead() throws IOException {
    // Given
    Path broken = many.version("1.0.0");
    Files.writeString(broken.resolve("manifest.json"), "{}");
    many.version("2.0.0");

    // When
    InstalledBundles installed = installed();

    // Then
    assertThat(installed.named("tiny").ref().version()).isEqualTo("2.0.0");
    assertThat(installed.unreadable()).containsOnlyKeys(broken.toString());
    assertThat(installed.unreadable().get(broken.toString())).contains("manifest.json");
  }

  @Test
  void shouldTellOfUnreadableFoldersInTheOrderOfTheirNames() throws IOException {
    // Given
    List<String> broken = new ArrayList<>();
    for (int version = 1; version <= 8; version++) {
      Path folder = many.version(version + ".0.0");
      Files.writeString(folder.resolve("manifest.json"), "{}");
      broken.add(folder.toString());
    }

    // When / Then
    assertThat(installed().unreadable().keySet())
        .containsExactlyElementsOf(broken.stream().sorted().toList());
  }

  @Test
  void shouldListEveryBundleOfTheBuild() throws IOException, URISyntaxException {
    // Given: a bundle that lies in the build but is not listed would never be found
    Path bundles =
        Path.of(
                Objects.requireNonNull(Bundle.class.getResource("/bundles/compact/manifest.json"))
                    .toURI())
            .resolveSibling("..")
            .normalize();
    List<String> folders;
    try (Stream<Path> inside = Files.list(bundles)) {
      folders =
          inside
              .filter(each -> Files.exists(each.resolve("manifest.json")))
              .map(each -> each.getFileName().toString())
              .toList();
    }

    // When
    List<InstalledBundle> ofBuild = InstalledBundles.ofBuild().all();

    // Then
    assertThat(InstalledBundles.ofBuild().unreadable()).isEmpty();
    assertThat(ofBuild).hasSameSizeAs(folders);
  }

  private InstalledBundles installed() {
    return InstalledBundles.in(List.of(folder), LicencePolicy.PERMISSIVE_ONLY);
  }
}
