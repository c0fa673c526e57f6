/** How fast, how punctually and beside how much else due records come from a store to their handler. */
@NullMarked
package io.kafkadlq.bench.retry;

import org.jspecify.annotations.NullMarked;
