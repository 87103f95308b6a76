/**
 * What the stages agree on: events, the plan artifact, sliders, reasons and object keys.
 *
 * <p>This package imports nothing of ours. Every type is an immutable value and safe to share
 * between threads; JSON names are the record component names.
 */
@NullMarked
package io.tonework.contracts;

import org.jspecify.annotations.NullMarked;
