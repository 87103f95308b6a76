package io.tonework.messaging.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class TraceContextTest {
  private static final String EXAMPLE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  @Test
  void shouldKeepTraceAndChangeSpanWhenAChildIsMade() {
    // Given
    TraceContext parent = new TraceContext(EXAMPLE);
    // When
    TraceContext child = parent.child();
    // Then
    assertThat(parent.traceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
    assertThat(parent.spanId()).isEqualTo("b7ad6b7169203331");
    assertThat(child.traceId()).isEqualTo(parent.traceId());
    assertThat(child.spanId()).isNotEqualTo(parent.spanId());
    assertThat(child.traceparent()).endsWith("-01");
  }

  @Test
  void shouldBeUniqueWhenFresh() {
    assertThat(TraceContext.fresh().traceId()).isNotEqualTo(TraceContext.fresh().traceId());
  }

  @Test
  void shouldRefuseWhatIsNoTraceparent() {
    String zeroTrace = EXAMPLE.replace("0af7651916cd43dd8448eb211c80319c", "0".repeat(32));
    String zeroSpan = EXAMPLE.replace("b7ad6b7169203331", "0".repeat(16));
    for (String wrong :
        new String[] {"", "00-1-2-3", EXAMPLE.toUpperCase(Locale.ROOT), zeroTrace, zeroSpan}) {
      assertThat(TraceContext.parse(wrong)).as(wrong).isEmpty();
      assertThatThrownBy(() -> new TraceContext(wrong)).hasMessageContaining("traceparent");
    }
  }
}
