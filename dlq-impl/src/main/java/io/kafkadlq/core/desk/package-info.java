/** Changes a dead letter's status as a person wishes: whether it may be, what it is then, and what is noted of it. */
@NullMarked
package io.kafkadlq.core.desk;

import org.jspecify.annotations.NullMarked;
