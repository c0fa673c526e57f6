/**
 * Chooses a channel's sizes, batches and threads by what it is to reach and by what the machine has. Pure arithmetic: it
 * knows neither where configuration is kept nor how a pipeline is built.
 */
@NullMarked
package io.kafkadlq.core.tuning;

import org.jspecify.annotations.NullMarked;
