/** What {@code mvn -Prun} runs: the product, a broker and the sample shop on this machine. */
@NullMarked
package io.kafkadlq.rig.demo;

import org.jspecify.annotations.NullMarked;
