/** Line charts over time as SVG files, for those who would rather see a course than a table. Knows nothing of what is drawn. */
@NullMarked
package io.kafkadlq.bench.chart;

import org.jspecify.annotations.NullMarked;
