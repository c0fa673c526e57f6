/** What is measured, with the names, labels and units it has wherever it is shown. */
@NullMarked
package io.kafkadlq.api.metrics;

import org.jspecify.annotations.NullMarked;
