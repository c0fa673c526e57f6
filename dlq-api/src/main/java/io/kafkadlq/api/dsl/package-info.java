/**
 * The steps by which Java code configures a handler: each writes the configuration keys that its description names, typed and
 * with the unit in its type. They know no runtime and check nothing: what a key allows is checked where keys are read, with
 * the same messages, whoever wrote them.
 *
 * <p>Where a step is taken twice, the later one counts; a step for a list states all of the list. Not thread-safe.
 */
@NullMarked
package io.kafkadlq.api.dsl;

import org.jspecify.annotations.NullMarked;
