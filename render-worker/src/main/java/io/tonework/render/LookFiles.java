package io.tonework.render;

import io.tonework.contracts.LookRef;
import io.tonework.contracts.Sha256;
import io.tonework.imaging.cube.CubeFile;
import io.tonework.imaging.cube.CubeLook;
import io.tonework.imaging.cube.CubeSyntaxException;

/** Where the {@code .cube} files of looks come from. Implementations are thread-safe. */
@FunctionalInterface
public interface LookFiles {
  /** The largest file that is read: 129 nodes along each axis, at 29 bytes a node. */
  long MAX_BYTES = 64L << 20;

  /** No files at all: a plan with a look cannot be rendered. */
  LookFiles NONE =
      (_, look) -> {
        throw new PlanUnusableException(
            "the plan has a look, the .cube file with SHA-256 %s, and there is none here; name it with --look"
                .formatted(look.sha256()));
      };

  /**
   * The bytes of a tenant's look.
   *
   * @throws PlanUnusableException when there are none
   */
  byte[] bytes(String tenant, LookRef look);

  /** One file, for every plan that names it. */
  static LookFiles of(byte[] file) {
    return (_, _) -> file;
  }

  /**
   * The look, held against its digest.
   *
   * @throws PlanUnusableException when it is missing, is another file or cannot be read
   */
  default CubeLook read(String tenant, LookRef look) {
    byte[] file = bytes(tenant, look);
    String digest = Sha256.of(file);
    if (!digest.equals(look.sha256())) {
      throw new PlanUnusableException(
          "the plan's look has SHA-256 %s, the .cube file here has %s; give the one that the plan was made with"
              .formatted(look.sha256(), digest));
    }
    try {
      return CubeFile.read(file);
    } catch (CubeSyntaxException e) {
      throw new PlanUnusableException("the plan's look cannot be read: " + e.getMessage());
    }
  }
}
