/** Binds threads to cores by the OpenHFT affinity library; the only package that knows it. */
@NullMarked
package io.kafkadlq.affinity;

import org.jspecify.annotations.NullMarked;
