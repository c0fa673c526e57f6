/** When what failed is tried again, and when that is given up. */
@NullMarked
package io.kafkadlq.api.policy;

import org.jspecify.annotations.NullMarked;
