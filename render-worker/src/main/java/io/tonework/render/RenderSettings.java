package io.tonework.render;

import io.tonework.imaging.file.format.ImageLimits;
import java.time.Duration;

/**
 * The limits and time-outs of the handler.
 *
 * @param bucket where results go: Tonework's own
 * @param limits what is refused before decoding
 * @param deadline longest time that one photo may take on its thread
 */
public record RenderSettings(String bucket, ImageLimits limits, Duration deadline) {}
