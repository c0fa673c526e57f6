/** Puts the stages in their order, one pipeline a channel, and starts and stops them together. */
@NullMarked
package io.kafkadlq.core.engine;

import org.jspecify.annotations.NullMarked;
