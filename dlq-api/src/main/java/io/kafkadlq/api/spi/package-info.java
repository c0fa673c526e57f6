/** What users may plug in: how dead letters are written, what their failures mean, how long to wait, where threads run. */
@NullMarked
package io.kafkadlq.api.spi;

import org.jspecify.annotations.NullMarked;
