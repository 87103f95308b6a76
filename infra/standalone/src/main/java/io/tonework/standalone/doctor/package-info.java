/** Says what this machine has and what it lacks. */
@NullMarked
package io.tonework.standalone.doctor;

import org.jspecify.annotations.NullMarked;
