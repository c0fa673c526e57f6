/**
 * Tells what kind a failure is of, by the exceptions' names alone: most were thrown where we do not run. Knows nothing of
 * policies, which decide what follows from it.
 */
@NullMarked
package io.kafkadlq.core.classify;

import org.jspecify.annotations.NullMarked;
