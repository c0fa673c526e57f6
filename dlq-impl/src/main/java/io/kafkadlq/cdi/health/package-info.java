/** The only users of MicroProfile Health: they show how the engine is in the server's health. */
@NullMarked
package io.kafkadlq.cdi.health;

import org.jspecify.annotations.NullMarked;
