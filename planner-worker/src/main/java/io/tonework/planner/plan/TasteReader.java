package io.tonework.planner.plan;

import io.tonework.taste.TasteView;

/** Where a plan asks for what a user prefers. Implementations are thread-safe and do not throw. */
@FunctionalInterface
public interface TasteReader {
  /** No user has a taste: the command line. */
  TasteReader NONE = (tenant, user, scene) -> TasteView.NONE;

  /** The user's offset for that scene; {@link TasteView#NONE} when none is known. */
  TasteView read(String tenant, String user, String scene);
}
