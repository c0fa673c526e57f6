/** The port to whatever follows records through systems; knows nothing of it. */
@NullMarked
package io.kafkadlq.core.trace;

import org.jspecify.annotations.NullMarked;
