/** How long records wait for their handler, or for the store, while they come at a steady rate whatever happens. */
@NullMarked
package io.kafkadlq.bench.latency;

import org.jspecify.annotations.NullMarked;
