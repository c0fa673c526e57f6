/** When dead letters are handled again: by which policy, on which instance, in which order. Knows no store's way of keeping. */
@NullMarked
package io.kafkadlq.core.retry;

import org.jspecify.annotations.NullMarked;
