/** Databases as more than one suite uses them: plain access, and the product's storage without its engine. */
@NullMarked
package io.kafkadlq.bench.database;

import org.jspecify.annotations.NullMarked;
