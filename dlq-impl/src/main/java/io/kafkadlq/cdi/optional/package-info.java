/** What a server may lack. */
@NullMarked
package io.kafkadlq.cdi.optional;

import org.jspecify.annotations.NullMarked;
