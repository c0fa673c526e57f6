/**
 * Single classes of the engine under JMH: the ring and the dispatch, beside what people would write in their place, and the
 * rate limiters beside those of libraries. Those of ring and dispatch offer bursts and wait until all of a burst has
 * arrived, so that nothing is counted that was not done.
 */
@NullMarked
package io.kafkadlq.bench.jmh;

import org.jspecify.annotations.NullMarked;
