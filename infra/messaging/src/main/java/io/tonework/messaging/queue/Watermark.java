package io.tonework.messaging.queue;

/**
 * A level with two marks: it is full from the high mark on until it has fallen to the low mark.
 * With a single mark a partition would be paused and resumed at every record. Not thread-safe.
 */
final class Watermark {
  private final long low;
  private final long high;
  private boolean full;

  /**
   * Two marks.
   *
   * @throws IllegalArgumentException unless 0 &lt;= low &lt; high
   */
  Watermark(long low, long high) {
    if (low < 0 || low >= high) {
      throw new IllegalArgumentException("low mark " + low + " must lie below high mark " + high);
    }
    this.low = low;
    this.high = high;
  }

  /** Tells whether it is full at that level. */
  boolean isFullAt(long level) {
    full = full ? level > low : level >= high;
    return full;
  }
}
