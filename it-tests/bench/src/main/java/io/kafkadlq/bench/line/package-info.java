/** Parts of the engine, and what they are measured against, in the form of lines: records go in, a handler gets them. */
@NullMarked
package io.kafkadlq.bench.line;

import org.jspecify.annotations.NullMarked;
