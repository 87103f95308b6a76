@NullMarked
package io.tonework.standalone.files;

import org.jspecify.annotations.NullMarked;
