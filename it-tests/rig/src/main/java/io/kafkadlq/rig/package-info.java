/** Starts the real parts as processes of their own: broker, database, application servers. */
@NullMarked
package io.kafkadlq.rig;

import org.jspecify.annotations.NullMarked;
