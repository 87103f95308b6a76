/**
 * How far two pictures lie apart: figures, a map of the differences, and a sheet that shows both.
 */
@NullMarked
package io.tonework.imaging.compare;

import org.jspecify.annotations.NullMarked;
