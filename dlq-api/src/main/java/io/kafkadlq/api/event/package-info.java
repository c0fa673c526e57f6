/** What the engine tells those who listen, of channels and of records. Immutable, without a record's bytes. */
@NullMarked
package io.kafkadlq.api.event;

import org.jspecify.annotations.NullMarked;
