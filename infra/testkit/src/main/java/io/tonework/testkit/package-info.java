/**
 * What the integration tests share: real servers, faults on the way to them, and a customer's
 * endpoint ({@link io.tonework.embedded.WebhookReceiver}).
 */
@NullMarked
package io.tonework.testkit;

import org.jspecify.annotations.NullMarked;
