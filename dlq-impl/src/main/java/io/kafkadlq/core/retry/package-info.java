/**
 * Retries: what is due is claimed from the store by lease, handled in order, and what became of it is noted. It knows the
 * store's schedule, the door of the handler and nothing else of the pipeline.
 */
@NullMarked
package io.kafkadlq.core.retry;

import org.jspecify.annotations.NullMarked;
