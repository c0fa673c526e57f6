/**
 * Records that a consumer has read and that are not done: what is under way, up to where offsets may be committed, and
 * the door by which records enter the engine.
 */
@NullMarked
package io.kafkadlq.core.delivery;

import org.jspecify.annotations.NullMarked;
