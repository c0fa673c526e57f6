/** The dead letter as a value: what failed, where it came from, why, and what has been done about it since. */
@NullMarked
package io.kafkadlq.api.model;

import org.jspecify.annotations.NullMarked;
