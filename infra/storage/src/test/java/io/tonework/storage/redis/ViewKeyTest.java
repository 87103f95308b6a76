package io.tonework.storage.redis;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;

class ViewKeyTest {
  @Example
  void shouldNameKeysAsEarlierBuildsDid() {
    assertThat(ViewKey.photo("studio", "p-1")).isEqualTo("photo:studio:p-1");
    assertThat(ViewKey.taste("studio", "ann/b")).isEqualTo("taste:{studio/ann%2Fb}:");
  }

  @Property(tries = 500)
  void shouldKeepKeysApartWhateverTheirParts(
      @ForAll @CharRange(from = '/', to = '<') @StringLength(max = 4) String tenant,
      @ForAll @CharRange(from = '/', to = '<') @StringLength(max = 4) String user,
      @ForAll @CharRange(from = '/', to = '<') @StringLength(max = 4) String otherTenant,
      @ForAll @CharRange(from = '/', to = '<') @StringLength(max = 4) String otherUser) {
    // Given
    Assume.that(!tenant.equals(otherTenant) || !user.equals(otherUser));

    // Then
    assertThat(ViewKey.taste(tenant, user)).isNotEqualTo(ViewKey.taste(otherTenant, otherUser));
    assertThat(ViewKey.photo(tenant, user)).isNotEqualTo(ViewKey.photo(otherTenant, otherUser));
  }

  @Property(tries = 500)
  void shouldLeaveOneSlotTagWhateverThePartsAre(@ForAll String tenant, @ForAll String user) {
    // When
    String key = ViewKey.taste(tenant, user);

    // Then: Redis takes what stands between the first { and the } after it for the slot
    assertThat(key).matches("taste:\\{[^{}]+}:");
  }
}
