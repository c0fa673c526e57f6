/** The only users of MicroProfile Metrics and Micrometer: they show what the engine measures in the server's registry. */
@NullMarked
package io.kafkadlq.cdi.metrics;

import org.jspecify.annotations.NullMarked;
