/** Publishes a dead letter again: whether it may be, as what, and what is noted once Kafka has it. */
@NullMarked
package io.kafkadlq.core.redrive;

import org.jspecify.annotations.NullMarked;
