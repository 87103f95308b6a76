/**
 * What happens to a request before a resource sees it: answers of the HTTP layer itself are problem
 * documents too, and every answer says that it is not to be guessed at or kept.
 */
@NullMarked
package io.tonework.service.http;

import org.jspecify.annotations.NullMarked;
