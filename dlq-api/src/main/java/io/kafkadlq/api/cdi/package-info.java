/**
 * Annotations by which beans handle records, name channels and are chosen as strategies, in a container with CDI. Whoever
 * runs without one never loads them, and needs no Jakarta API.
 */
@NullMarked
package io.kafkadlq.api.cdi;

import org.jspecify.annotations.NullMarked;
