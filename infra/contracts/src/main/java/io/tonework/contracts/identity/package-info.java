/**
 * Names of tenants, users, photos, plans and webhooks as types that cannot hold anything else: made
 * once where a text comes in, and the only thing that object keys are built from.
 */
@NullMarked
package io.tonework.contracts.identity;

import org.jspecify.annotations.NullMarked;
