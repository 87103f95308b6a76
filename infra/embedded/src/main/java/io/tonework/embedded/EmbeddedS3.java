package io.tonework.embedded;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/**
 * An S3-compatible store in this JVM that keeps objects as files.
 *
 * <p>It checks signatures, conditional puts, ranges and presigned URLs. Content types and ETags lie
 * in extended attributes of the files.
 */
public final class EmbeddedS3 implements AutoCloseable {
  private static final Duration START_TIMEOUT = Duration.ofSeconds(20);
  // a body that is signed as a whole must be held in memory until its signature is known
  private static final long MAX_WHOLE_SIGNED_BYTES = 256L << 20;

  private final S3Proxy proxy;

  private EmbeddedS3(S3Proxy proxy) {
    this.proxy = proxy;
  }

  /**
   * Starts and returns once clients are served.
   *
   * @param directory holds a folder for each bucket; made if need be
   * @param port 0 for a free one
   * @param accessKey what clients must sign with
   * @param secretKey what clients must sign with
   */
  public static EmbeddedS3 start(Path directory, int port, String accessKey, String secretKey) {
    try {
      Files.createDirectories(directory);
      S3Proxy proxy =
          S3Proxy.builder()
              .blobStore(
                  new NameableObjects(
                      new FilesystemNio2BlobStore(directory.toAbsolutePath().toString())))
              .endpoint(URI.create("http://127.0.0.1:" + port))
              .awsAuthentication(AuthenticationType.AWS_V4, accessKey, secretKey)
              .v4MaxNonChunkedRequestSize(MAX_WHOLE_SIGNED_BYTES)
              .ignoreUnknownHeaders(true)
              .build();
      proxy.start();
      awaitStarted(proxy);
      return new EmbeddedS3(proxy);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedException("interrupted while the object store started", e);
    } catch (Exception e) {
      throw new EmbeddedException(
          "the object store did not start on port " + port + " in " + directory + ": " + e, e);
    }
  }

  private static void awaitStarted(S3Proxy proxy) throws InterruptedException {
    long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
    while (!proxy.getState().equals("STARTED")) {
      if (System.nanoTime() > deadline) {
        throw new EmbeddedException(
            "the object store is still " + proxy.getState() + " after " + START_TIMEOUT, null);
      }
      Thread.sleep(5);
    }
  }

  /** The address for clients. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + proxy.getPort());
  }

  @Override
  public void close() {
    try {
      proxy.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      throw new EmbeddedException("the object store did not stop: " + e, e);
    }
  }
}
