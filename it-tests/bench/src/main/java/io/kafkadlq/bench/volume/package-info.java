/** What each call of the storage takes where ten million records are stored. */
@NullMarked
package io.kafkadlq.bench.volume;

import org.jspecify.annotations.NullMarked;
