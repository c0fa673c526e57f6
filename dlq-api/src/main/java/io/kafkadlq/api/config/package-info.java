/** The configuration as a tree of records; each component states its default, its bounds and its meaning. */
@NullMarked
package io.kafkadlq.api.config;

import org.jspecify.annotations.NullMarked;
