/** What is kept of dead letters' bytes, and how those that are not kept are had again from where they lie. */
@NullMarked
package io.kafkadlq.core.payload;

import org.jspecify.annotations.NullMarked;
