/**
 * Where webhooks may go: what an endpoint's address must look like, and which addresses belong to
 * the public internet. The same rules hold at the door, in the configuration and at each attempt.
 */
@NullMarked
package io.tonework.service.endpoint;

import org.jspecify.annotations.NullMarked;
