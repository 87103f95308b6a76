/**
 * Wishes in the phrases of a bundle: what a plan's text says was asked for, what that means in
 * sliders, and how a text is put right that has misread the request.
 */
@NullMarked
package io.tonework.planner.wishes;

import org.jspecify.annotations.NullMarked;
