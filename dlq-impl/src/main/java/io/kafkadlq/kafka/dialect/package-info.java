/** Reads origin and failure out of the headers in which Kafka frameworks write their dead letters: one class a dialect. */
@NullMarked
package io.kafkadlq.kafka.dialect;

import org.jspecify.annotations.NullMarked;
