/** Wires core, Kafka and storage into an engine from a configuration, for every way of running it. */
@NullMarked
package io.kafkadlq.boot;

import org.jspecify.annotations.NullMarked;
