/**
 * The product beside its peers: the same records of a real topic, handled in order by each of them. Knows nothing of the
 * product but its public API.
 */
@NullMarked
package io.kafkadlq.bench.peers;

import org.jspecify.annotations.NullMarked;
