/** How fast dead letters come from a topic into a store that keeps them. */
@NullMarked
package io.kafkadlq.bench.intake;

import org.jspecify.annotations.NullMarked;
