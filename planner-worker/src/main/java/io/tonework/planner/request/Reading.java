package io.tonework.planner.request;

import io.tonework.planner.claims.Subject;
import io.tonework.planner.request.lexicon.Impossible;
import java.util.List;
import java.util.Set;

/**
 * What was read of a request.
 *
 * @param wishes what it plainly asks for, in its order, each subject once
 * @param guesses what it seems to ask for in clauses that hold words which are not known
 * @param refused what it asks for that tone and colour cannot do
 * @param kept what is to stay as it is
 * @param isLook true when it names looks or moods and moves nothing by words of its own
 * @param isWhole true when every word was read, so that nothing else can be meant
 * @param isUnderstood false when hardly a word is known: another language, or none
 */
public record Reading(
    List<Wish> wishes,
    List<Wish> guesses,
    List<Impossible> refused,
    Set<Subject> kept,
    boolean isLook,
    boolean isWhole,
    boolean isUnderstood) {
  /** Copies the lists. */
  public Reading {
    wishes = List.copyOf(wishes);
    guesses = List.copyOf(guesses);
    refused = List.copyOf(refused);
    kept = Set.copyOf(kept);
  }
}
