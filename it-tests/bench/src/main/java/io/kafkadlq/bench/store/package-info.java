/** How many dead letters a second go into PostgreSQL, by which means. */
@NullMarked
package io.kafkadlq.bench.store;

import org.jspecify.annotations.NullMarked;
