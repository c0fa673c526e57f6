/** The only place that reads the time and makes ids from it. */
@NullMarked
package io.kafkadlq.core.time;

import org.jspecify.annotations.NullMarked;
