/** What the engine tells those who listen. Immutable, without a record's bytes. */
@NullMarked
package io.kafkadlq.api.event;

import org.jspecify.annotations.NullMarked;
