/** What a record that waits weighs, and what handling one allocates. */
@NullMarked
package io.kafkadlq.bench.memory;

import org.jspecify.annotations.NullMarked;
