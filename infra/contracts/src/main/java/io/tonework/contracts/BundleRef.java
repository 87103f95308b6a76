package io.tonework.contracts;

/**
 * The exact model bundle behind a plan.
 *
 * @param name such as {@code compact}
 * @param version such as {@code 0.1.0}
 * @param digest SHA-256 over manifest and graphs, lower-case hex
 */
public record BundleRef(String name, String version, String digest) {}
