/** What a channel counts and times, without locks on the record's way. */
@NullMarked
package io.kafkadlq.core.metrics;

import org.jspecify.annotations.NullMarked;
