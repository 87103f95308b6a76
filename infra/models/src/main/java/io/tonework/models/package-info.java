/**
 * Model bundles and the runtime that executes them. This package holds what every other room of the
 * module may meet: the faults and the metrics.
 *
 * <p>{@link io.tonework.models.bundle.Bundle} reads and checks a bundle; {@link
 * io.tonework.models.planner.PlannerModel}, {@link io.tonework.models.language.LanguagePlanner} and
 * {@link io.tonework.models.renderer.RendererModel} run its graphs. Nothing here knows of Kafka, a
 * store or CDI.
 */
@NullMarked
package io.tonework.models;

import org.jspecify.annotations.NullMarked;
