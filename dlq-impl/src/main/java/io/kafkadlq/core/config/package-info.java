/** Turns named texts, wherever they come from, into the configuration tree, or says all that is wrong with them at once. */
@NullMarked
package io.kafkadlq.core.config;

import org.jspecify.annotations.NullMarked;
