/** What the product does when what it depends on is away, fails or slows down: courses over time rather than rates. */
@NullMarked
package io.kafkadlq.bench.flow;

import org.jspecify.annotations.NullMarked;
