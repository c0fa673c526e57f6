/** Keeps dead letters in a relational database through JPA; entities, sessions and SQL never leave this package. */
@NullMarked
package io.kafkadlq.jpa;

import org.jspecify.annotations.NullMarked;
