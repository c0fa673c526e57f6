/** The one concept that carries the pipeline: a stage takes records in, hands them on, says how full it is, and drains. */
@NullMarked
package io.kafkadlq.core.stage;

import org.jspecify.annotations.NullMarked;
