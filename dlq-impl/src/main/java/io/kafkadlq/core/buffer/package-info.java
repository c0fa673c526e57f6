/** The ring between those who bring records and those who store them; it is where batches form. */
@NullMarked
package io.kafkadlq.core.buffer;

import org.jspecify.annotations.NullMarked;
