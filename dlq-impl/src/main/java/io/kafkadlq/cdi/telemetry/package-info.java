/** The only user of OpenTelemetry: a span for each attempt and each redrive, linked to the trace of the original record. */
@NullMarked
package io.kafkadlq.cdi.telemetry;

import org.jspecify.annotations.NullMarked;
