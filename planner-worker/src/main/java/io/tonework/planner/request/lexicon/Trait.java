package io.tonework.planner.request.lexicon;

/** What is special about a term besides its {@link Role}. */
public enum Trait {
  /** Says of shadows whether they get lighter, where "more shadow" is darker to some: lift. */
  LEVELS,
  /** Directs what stands before it: "contrast increased". */
  TRAILS,
  /** Says how much of a quality: "less warm" moves the warmth, not what is warm. */
  GRADES,
  /** Leaves the direction to what stands before it: "remove some contrast". */
  YIELDS,
  /** Moves what it stands beside without a verb of its own: "and down the highlights". */
  ALONE,
  /** Rises where no particle says otherwise: push. */
  RISES,
  /** A small strength as well. */
  LITTLE,
  /** A great strength as well. */
  MUCH,
  /** A tone that nobody states but to be rid of it: cast. */
  UNWANTED,
  /** The colours themselves, which a colour before them makes a cast: "the blue colour". */
  COLOURS,
  /** The picture as a whole. */
  PICTURE,
  /** Asks for nothing where it stands alone. */
  VAGUE,
  /** May be said of the picture itself, which is then too dark: black. */
  UNLIT,
  /** Joins two clauses where no quality follows: "so bring it down", and not "so dark". */
  JOINS,
  /** Denies the change itself: "don't brighten it", and not "keep it bright". */
  DENIES,
  /** Begins a clause where it stands behind another: "warmer without more contrast". */
  OPENS,
  /** May stand before the name of a look without adding to it: "give it a". */
  BEFORE_LOOK,
  /** May stand behind the name of a look without adding to it: "style please". */
  AFTER_LOOK
}
