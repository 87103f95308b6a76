package io.tonework.ingest;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.tonework.imaging.file.format.ImageFormat;
import io.tonework.ingest.intake.IngestLimits;
import io.tonework.service.endpoint.EndpointRules;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** How ingest behaves. */
@ConfigMapping(prefix = "tonework.ingest")
public interface IngestConfig {
  /** False switches the consumers and the reconciler off. */
  @WithDefault("true")
  boolean enabled();

  /** Most photos of one request. */
  @WithDefault("1000")
  int maxPhotos();

  /** Largest photo; the planner's limit should be no smaller. */
  @WithDefault("256M")
  MemorySize maxPhotoBytes();

  /** Largest multipart body. */
  @WithDefault("2G")
  MemorySize maxBodyBytes();

  /** Most bodies that this replica reads at once, half of them of one tenant; more are put off. */
  @WithDefault("128")
  int maxUploads();

  /** Largest JSON body. */
  @WithDefault("8M")
  MemorySize maxJsonBytes();

  /** Opt-in formats that are taken: jxl, raw. The workers must read them too. */
  @WithDefault("${tonework.imaging.formats:}")
  Optional<Set<ImageFormat>> formats();

  /** Most pixels of a photo, by its header. */
  @WithDefault("150000000")
  long maxPixels();

  /** Longest side of a photo in pixels, by its header. */
  @WithDefault("32767")
  int maxSidePixels();

  /**
   * Where uploads lie while they arrive; a folder of its own among the system's temporary ones when
   * absent.
   */
  Optional<Path> spoolDirectory();

  /** What senders are told to wait when Kafka or the store does not answer. */
  @WithDefault("5s")
  Duration retryAfter();

  /** How long a presigned PUT can be used. */
  @WithDefault("1h")
  Duration uploadValidFor();

  /** How long links to results can be used. */
  @WithDefault("1h")
  Duration linksValidFor();

  /** Pause after which an event stream gives a sign of life. */
  @WithDefault("15s")
  Duration heartbeat();

  /** Where webhooks may be asked for. */
  Callbacks callbacks();

  /** Bucket notifications from Kafka. */
  Notifications notifications();

  /** The search for objects that no notification announced. */
  Reconciler reconciler();

  /** The consumer that keeps the views. */
  Views views();

  /** Where webhooks may be asked for. */
  interface Callbacks {
    /**
     * Hosts that may lie in private networks, as names or literals; those of feedback if absent.
     */
    @WithDefault("${tonework.feedback.webhooks.allowed-private-hosts:}")
    Optional<Set<String>> allowedPrivateHosts();

    /** The only ports that may be named; those of feedback if absent. */
    @WithDefault("${tonework.feedback.webhooks.allowed-ports:}")
    Optional<Set<Integer>> allowedPorts();

    /** The rules that these make. */
    default EndpointRules rules() {
      return new EndpointRules(
          allowedPrivateHosts().orElse(Set.of()), allowedPorts().orElse(Set.of()));
    }
  }

  /** Bucket notifications from Kafka. */
  interface Notifications {
    /** False leaves the buckets to the reconciler. */
    @WithDefault("true")
    boolean enabled();

    /** Most notifications that are handled at once. */
    @WithDefault("32")
    int maxInFlight();
  }

  /** The search for objects that no notification announced. */
  interface Reconciler {
    /** False trusts the notifications, and senders to report their uploads. */
    @WithDefault("true")
    boolean enabled();

    /** Pause between two sweeps. */
    @WithDefault("60s")
    Duration interval();

    /** Younger objects are left to their notification. */
    @WithDefault("10s")
    Duration minAge();

    /** Most pages of 1,000 keys that a sweep reads of each inbox. */
    @WithDefault("50")
    int pagesPerSweep();
  }

  /** The consumer that keeps the views. */
  interface Views {
    /** False when another process keeps them. */
    @WithDefault("true")
    boolean enabled();

    /** Most events that are folded at once. */
    @WithDefault("64")
    int maxInFlight();
  }

  /** The limits of a request. */
  default IngestLimits limits() {
    return new IngestLimits(
        maxPhotos(),
        maxPhotoBytes().asLongValue(),
        maxBodyBytes().asLongValue(),
        Math.toIntExact(maxJsonBytes().asLongValue()),
        maxPixels(),
        maxSidePixels());
  }
}
