/**
 * Hands records to the application's handler: in order where order is asked for, by as many workers as may be, and so
 * that a slow record holds up no other but those that must wait for it.
 */
@NullMarked
package io.kafkadlq.core.dispatch;

import org.jspecify.annotations.NullMarked;
