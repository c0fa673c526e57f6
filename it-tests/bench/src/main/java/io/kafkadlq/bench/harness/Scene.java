package io.kafkadlq.bench.harness;

import java.util.List;

/** One piece of work and those who compete at it, in the order of their runs. */
public record Scene(String name, List<Contender> contenders) {

    public Scene {
        contenders = List.copyOf(contenders);
    }
}
