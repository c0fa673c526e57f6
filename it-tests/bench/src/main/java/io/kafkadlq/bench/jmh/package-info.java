/**
 * Single classes of the engine under JMH: the ring and the dispatch, beside what people would write in their place. Each
 * benchmark offers bursts and waits until all of a burst has arrived, so that nothing is counted that was not done.
 */
@NullMarked
package io.kafkadlq.bench.jmh;

import org.jspecify.annotations.NullMarked;
