/**
 * The guards of {@code core.guard} by a server's MicroProfile Fault Tolerance, which only this package knows. Its classes
 * and methods name the keys by which a guard is overridden, as {@code
 * io.kafkadlq.cdi.fault.StoreGuard/write/Retry/maxRetries}: they are not to be renamed.
 *
 * <p>Never two breakers on one call: nothing here may guard a handler, which its channel's breaker guards.
 */
@NullMarked
package io.kafkadlq.cdi.fault;

import org.jspecify.annotations.NullMarked;
