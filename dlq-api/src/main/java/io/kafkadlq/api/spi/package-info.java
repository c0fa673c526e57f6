/** What users may plug in: today the dialects in which other frameworks write dead letters. */
@NullMarked
package io.kafkadlq.api.spi;

import org.jspecify.annotations.NullMarked;
