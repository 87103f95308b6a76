package io.tonework.service.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BucketAreaTest {
  @Test
  void shouldReadABucketWithOrWithoutAFolder() {
    assertThat(BucketArea.parse("photos")).isEqualTo(new BucketArea("photos", ""));
    assertThat(BucketArea.parse("photos/")).isEqualTo(new BucketArea("photos", ""));
    assertThat(BucketArea.parse("photos/in")).isEqualTo(new BucketArea("photos", "in/"));
    assertThat(BucketArea.parse("photos/in/new/")).hasToString("photos/in/new/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"in/../out/a.jpg", "in/..", "../in/a.jpg", "in/a/../../b", "in/x/.."})
  void shouldHoldNoKeyThatSomethingMayResolveOutOfIt(String key) {
    assertThat(new BucketArea("photos", "").contains("photos", key)).isFalse();
    assertThat(new BucketArea("photos", "in").contains("photos", key)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"in/a..jpg", "in/..a", "in/a../b", "in/...", "in/"})
  void shouldHoldKeysWithDotsThatAreNames(String key) {
    assertThat(new BucketArea("photos", "in").contains("photos", key)).isTrue();
  }

  /** No key lies in two areas that were found to be apart: it would be two tenants' photo. */
  @Property(tries = 2000)
  void shouldShareNoKeyWhenTheyDoNotOverlap(
      @ForAll("paths") String one, @ForAll("paths") String other, @ForAll("paths") String key) {
    // Given
    BucketArea first = new BucketArea("photos", one);
    BucketArea second = new BucketArea("photos", other);
    // When
    boolean overlap = first.overlaps(second);
    // Then
    assertThat(second.overlaps(first)).isEqualTo(overlap);
    if (first.contains("photos", key) && second.contains("photos", key)) {
      assertThat(overlap).isTrue();
    }
    assertThat(first.overlaps(first)).isTrue();
    assertThat(first.contains("photo", key)).as("another bucket").isFalse();
    assertThat(first.overlaps(new BucketArea("photo", other))).isFalse();
  }

  @Provide
  Arbitrary<String> paths() {
    return Arbitraries.strings().withChars("ab/.").ofMaxLength(6);
  }
}
