/** What is wrong with channels at the moment, in words, with a remedy; knows nothing of HTTP. */
@NullMarked
package io.kafkadlq.web.watch;

import org.jspecify.annotations.NullMarked;
