/** The {@code .cube} format: looks from and for other photo and video tools. */
@NullMarked
package io.tonework.imaging.cube;

import org.jspecify.annotations.NullMarked;
