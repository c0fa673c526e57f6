/** A storage in the heap, for tests and for those who need no durability. */
@NullMarked
package io.kafkadlq.core.memory;

import org.jspecify.annotations.NullMarked;
