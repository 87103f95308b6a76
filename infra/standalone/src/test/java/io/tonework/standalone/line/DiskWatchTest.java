package io.tonework.standalone.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DiskWatchTest {
  private static final long MIB = 1 << 20;

  @Test
  void shouldSayOnceThatDiskIsNearlyFullAndOnceThatThereIsRoom() {
    // Given
    AtomicLong free = new AtomicLong();
    DiskWatch watch = new DiskWatch(Path.of("data"), free::get, () -> free + " bytes");
    List<Long> said = new ArrayList<>();
    // When
    for (long mib : new long[] {900, 520, 511, 300, 5, 400, 600, 511, 620, 641, 900, 600, 500}) {
      free.set(mib * MIB);
      if (watch.look()) {
        said.add(mib);
      }
    }
    // Then
    assertThat(said).containsExactly(511L, 641L, 500L);
  }
}
