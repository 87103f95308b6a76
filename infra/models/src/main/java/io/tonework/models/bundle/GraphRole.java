package io.tonework.models.bundle;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** The graphs of a bundle that this build runs, with the tensors that each must have. */
public enum GraphRole {
  /** The photo to sliders, latents and findings. */
  AUTO("auto"),
  /** The photo to image tokens, and to findings if it has them. */
  VISION("vision"),
  /** Tokens to the next token, with a cache of keys and values. */
  DECODER("decoder"),
  /** The hidden states of the retouch tokens to latents. */
  HEAD("head"),
  /** Sliders to latents. */
  PARAMS("params"),
  /** Another photo before and after its edit to latents. */
  REFERENCE("reference"),
  /** Colours and latents to colours. */
  RENDERER("renderer");

  private final String key;

  GraphRole(String key) {
    this.key = key;
  }

  /** The role of that name in the manifest; a newer bundle may have graphs that we do not know. */
  public static Optional<GraphRole> of(String key) {
    return Arrays.stream(values()).filter(role -> role.key.equals(key)).findFirst();
  }

  /** The name under {@code graphs} in the manifest. */
  public String key() {
    return key;
  }

  Set<String> inputs() {
    return switch (this) {
      case AUTO, VISION -> Set.of("pixels");
      case DECODER -> Set.of("ids", "features", "positions", "mask");
      case HEAD -> Set.of("hidden");
      case REFERENCE -> Set.of("pair");
      case PARAMS -> Set.of("sliders");
      case RENDERER -> Set.of("rgb", "latents");
    };
  }

  Set<String> outputs() {
    return switch (this) {
      case AUTO -> Set.of("sliders", "latents", "scene", "content");
      case VISION -> Set.of("tokens");
      case DECODER -> Set.of("logits", "hidden");
      case PARAMS, HEAD, REFERENCE -> Set.of("latents");
      case RENDERER -> Set.of("rgb_out");
    };
  }
}
