/** What an application holds in its hands: the handler it gives dead letters to, and the desk an operator works at. */
@NullMarked
package io.kafkadlq.api;

import org.jspecify.annotations.NullMarked;
