/** The port to whatever keeps dead letters: small, asynchronous and batch-first. */
@NullMarked
package io.kafkadlq.api.store;

import org.jspecify.annotations.NullMarked;
