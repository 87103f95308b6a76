/**
 * Model bundles and the runtime that executes them.
 *
 * <p>{@link io.tonework.models.Bundle} reads and checks a bundle; {@link
 * io.tonework.models.PlannerModel} and {@link io.tonework.models.RendererModel} hold its ONNX
 * Runtime sessions; {@link io.tonework.models.MicroBatcher} groups requests into batches. Nothing
 * here knows of Kafka, a store or CDI.
 */
@NullMarked
package io.tonework.models;

import org.jspecify.annotations.NullMarked;
