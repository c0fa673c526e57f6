/** Whether the engine can do its work. */
@NullMarked
package io.kafkadlq.api.health;

import org.jspecify.annotations.NullMarked;
