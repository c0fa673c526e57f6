package io.kafkadlq.boot;

import io.kafkadlq.core.guard.Guards;
import java.util.concurrent.ThreadFactory;

/**
 * What an engine is lent by wherever it runs.
 *
 * @param threads makes its threads
 * @param guards around its calls to store and Kafka
 * @param plugins which it is configured to use by name
 */
public record Surroundings(ThreadFactory threads, Guards guards, Plugins plugins) {}
