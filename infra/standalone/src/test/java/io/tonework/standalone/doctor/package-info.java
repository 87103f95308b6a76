@NullMarked
package io.tonework.standalone.doctor;

import org.jspecify.annotations.NullMarked;
