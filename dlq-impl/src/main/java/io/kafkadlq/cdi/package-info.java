/** Gives an application its handler by injection and ties the engine's life to the container's. */
@NullMarked
package io.kafkadlq.cdi;

import org.jspecify.annotations.NullMarked;
