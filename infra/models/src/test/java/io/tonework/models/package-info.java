@NullMarked
package io.tonework.models;

import org.jspecify.annotations.NullMarked;
