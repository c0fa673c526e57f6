/** What is asked now and then, on nobody's way: what the store holds, and whether it answers. Knows no channel. */
@NullMarked
package io.kafkadlq.core.watch;

import org.jspecify.annotations.NullMarked;
