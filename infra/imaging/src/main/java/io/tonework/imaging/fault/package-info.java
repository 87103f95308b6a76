/**
 * Why a file could not be turned into a picture: facts about the file, and faults that may pass.
 */
@NullMarked
package io.tonework.imaging.fault;

import org.jspecify.annotations.NullMarked;
