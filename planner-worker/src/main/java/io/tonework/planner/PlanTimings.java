package io.tonework.planner;

import java.time.Duration;

/**
 * How long each step of a plan took.
 *
 * @param thumbnail checking and decoding the photo
 * @param look waiting for the model and running it
 * @param taste asking for the user's taste
 * @param reason running the plan over the thumbnail and writing the reasoning
 */
public record PlanTimings(Duration thumbnail, Duration look, Duration taste, Duration reason) {}
