package io.tonework.embedded;

/**
 * Where the embedded servers listen on the loopback interface.
 *
 * @param kafka Kafka's port for clients; 0 for a free one
 * @param redis Redis's port; 0 for a free one
 * @param s3 the object store's port; 0 for a free one
 */
public record EmbeddedPorts(int kafka, int redis, int s3) {
  /**
   * Free ports, and the same ones again on the next start in the same directory as long as nobody
   * else took them, so that presigned URLs outlive a restart.
   */
  public static final EmbeddedPorts FREE = new EmbeddedPorts(0, 0, 0);

  /** Checks the ranges. */
  public EmbeddedPorts {
    check(kafka, "kafka");
    check(redis, "redis");
    check(s3, "s3");
  }

  private static void check(int port, String name) {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("the " + name + " port must be 0..65535, not " + port);
    }
  }
}
