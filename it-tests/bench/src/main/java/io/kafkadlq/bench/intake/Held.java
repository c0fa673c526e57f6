package io.kafkadlq.bench.intake;

import io.kafkadlq.bench.harness.Defects;

/** What a store was found to hold: so many rows, at so many different positions of the topic. */
record Held(long rows, long positions) {

    /** What that says about a contender that claims to have made so many records durable. */
    Defects against(long claimed) {
        return Defects.of(Math.max(0, claimed - positions), rows - positions);
    }
}
