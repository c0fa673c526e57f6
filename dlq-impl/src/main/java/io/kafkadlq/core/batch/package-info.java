/** Gathers records into batches and sees them into the store, however long the store takes. */
@NullMarked
package io.kafkadlq.core.batch;

import org.jspecify.annotations.NullMarked;
