package io.tonework.storage.taste;

import io.tonework.contracts.FeedbackReceived;
import io.tonework.storage.ViewsUnavailable;
import io.tonework.taste.TasteProfile;
import io.tonework.taste.TasteView;
import java.time.Instant;
import java.util.SortedMap;

/**
 * What users prefer beyond a plan, learned from their verdicts.
 *
 * <p>Thread-safe. Folding is atomic, folding the same verdict again changes nothing, and the order
 * of folding does not matter: a rebuild from the topic gives an equal {@link #dump}. Every method
 * throws {@link ViewsUnavailable} while Redis does not answer.
 */
public interface TasteStore {
  /** The user's offset for that scene; a scene that was never judged gets the general one. */
  TasteView read(String tenant, String user, String scene);

  /** All that is known of the user. */
  TasteProfile profile(String tenant, String user);

  /**
   * Learns from a verdict.
   *
   * @return false when it had been folded before, or the user was forgotten after giving it
   */
  boolean fold(FeedbackReceived feedback);

  /**
   * Removes what was learned from verdicts received until that time, and keeps them from coming
   * back when the topic is replayed; later verdicts count.
   */
  void forget(String tenant, String user, Instant forgottenAt);

  /** Removes every user's taste, before a rebuild. */
  void wipe();

  /** The whole state by key and field, for comparing; equal states have equal dumps. */
  SortedMap<String, SortedMap<String, String>> dump();
}
