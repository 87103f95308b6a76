package io.tonework.storage.s3;

import io.tonework.storage.object.ObjectStore;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.MinIOContainer;

/** The contract against MinIO, where a container engine is at hand. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MinioObjectStoreIT extends ObjectStoreContract {
  private MinIOContainer server;
  private ObjectStore store;

  @BeforeAll
  void start() {
    Assumptions.assumeTrue(
        Boolean.getBoolean("tonework.containers"),
        "MinIO is tested with -Dtonework.containers=true");
    Assumptions.assumeTrue(
        DockerClientFactory.instance().isDockerAvailable(),
        "MinIO is tested where a container engine is at hand");
    server = new MinIOContainer("minio/minio:RELEASE.2025-04-22T22-12-26Z");
    server.start();
    store =
        S3ObjectStore.connect(
            new S3Settings(
                URI.create(server.getS3URL()),
                "us-east-1",
                server.getUserName(),
                server.getPassword(),
                true,
                "contract",
                null,
                S3Effort.DEFAULT));
  }

  @AfterAll
  void stop() {
    if (store != null) {
      store.close();
    }
    if (server != null) {
      server.close();
    }
  }

  @Override
  ObjectStore store() {
    return store;
  }
}
