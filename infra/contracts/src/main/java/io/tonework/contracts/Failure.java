package io.tonework.contracts;

/**
 * Why a photo could not be finished, in words for the customer.
 *
 * @param code one of {@link FailureCode}'s names in lower case, stable for programs
 * @param message what was wrong, with which value, and what to do
 * @param stage the stage that gave up: ingest, planner, render or feedback
 */
public record Failure(FailureCode code, String message, String stage) {}
