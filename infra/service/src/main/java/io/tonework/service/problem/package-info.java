/** Answers to requests that cannot be served: RFC 9457 problem documents, the same everywhere. */
@NullMarked
package io.tonework.service.problem;

import org.jspecify.annotations.NullMarked;
