/** What keeps a channel from being overrun, and what it depends on from being hammered: gates, rates, the breaker. */
@NullMarked
package io.kafkadlq.core.flow;

import org.jspecify.annotations.NullMarked;
