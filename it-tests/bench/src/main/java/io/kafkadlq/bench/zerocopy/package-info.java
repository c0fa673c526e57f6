/**
 * An experiment: is it worth while to read values as slices of what Kafka's client fetched, instead of a copy of each? It
 * knows nothing of the product, which asks for copies.
 */
@NullMarked
package io.kafkadlq.bench.zerocopy;

import org.jspecify.annotations.NullMarked;
