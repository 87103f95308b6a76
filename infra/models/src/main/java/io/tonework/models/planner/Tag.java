package io.tonework.models.planner;

/**
 * A name that the planner gave to what it saw.
 *
 * @param name as in the manifest's {@code scenes} or {@code content}
 * @param probability 0..1
 */
public record Tag(String name, float probability) {}
