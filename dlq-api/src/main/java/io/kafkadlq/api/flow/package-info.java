/** How a channel protects itself and what it depends on: pressure, rates, the breaker; what they say and what may be plugged in. */
@NullMarked
package io.kafkadlq.api.flow;

import org.jspecify.annotations.NullMarked;
