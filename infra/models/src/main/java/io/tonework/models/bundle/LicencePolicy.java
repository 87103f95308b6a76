package io.tonework.models.bundle;

import java.util.Set;
import java.util.TreeSet;

/**
 * Which licences of weights a service accepts. Unknown ones are refused, so that no setting can let
 * in weights that may not be used commercially by mistake.
 *
 * @param accepted licences beyond the permissive ones, exactly as manifests spell them
 */
public record LicencePolicy(Set<String> accepted) {
  private static final Set<String> PERMISSIVE =
      Set.of("Apache-2.0", "MIT", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "CC-BY-4.0");

  /** Permissive licences only. */
  public static final LicencePolicy PERMISSIVE_ONLY = new LicencePolicy(Set.of());

  /** Copies the set. */
  public LicencePolicy {
    accepted = Set.copyOf(accepted);
  }

  /** True when weights under that licence may be used. */
  public boolean allows(String licence) {
    return PERMISSIVE.contains(licence) || accepted.contains(licence);
  }

  String refusal(String licence) {
    return "its licence '"
        + licence
        + "' is not accepted (accepted are "
        + String.join(", ", new TreeSet<>(PERMISSIVE))
        + "); if your use is within that licence, name it in tonework.models.accept-licences";
  }
}
