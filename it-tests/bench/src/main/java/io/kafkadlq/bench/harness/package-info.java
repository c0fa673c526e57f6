/** The load rig's harness: suites, scenes and contenders, and how runs become figures. Knows nothing of what is measured. */
@NullMarked
package io.kafkadlq.bench.harness;

import org.jspecify.annotations.NullMarked;
