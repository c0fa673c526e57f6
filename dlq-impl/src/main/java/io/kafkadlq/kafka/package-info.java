/** The only user of Kafka's clients: brings dead letters in, commits what is durable, publishes what is redriven. */
@NullMarked
package io.kafkadlq.kafka;

import org.jspecify.annotations.NullMarked;
