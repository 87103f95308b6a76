package io.tonework.models.bundle;

import io.tonework.contracts.Sliders;

/**
 * A wish that a plan's text says it has understood.
 *
 * @param claim what must become true of the pixels, as grammars spell it: {@code lightness:down}
 * @param move the sliders of the wish when nothing says how strong it is
 * @param strength how strong it was meant: 1 is plain, less is "a little", more is "a lot"
 */
public record AskedMove(String claim, Sliders move, double strength) {}
