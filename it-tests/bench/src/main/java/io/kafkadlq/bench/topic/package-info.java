/** Topics filled once for all contenders of a scene, and how all of them read and write. Knows no suite. */
@NullMarked
package io.kafkadlq.bench.topic;

import org.jspecify.annotations.NullMarked;
