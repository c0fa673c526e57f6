/** The load rig's main, which alone knows which suites there are. */
@NullMarked
package io.kafkadlq.bench;

import org.jspecify.annotations.NullMarked;
