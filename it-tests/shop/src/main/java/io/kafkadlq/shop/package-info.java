/** A sample application: consumers of orders that fail on some, and what they do with those. */
@NullMarked
package io.kafkadlq.shop;

import org.jspecify.annotations.NullMarked;
