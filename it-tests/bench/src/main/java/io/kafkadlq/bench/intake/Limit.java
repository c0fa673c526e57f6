package io.kafkadlq.bench.intake;

import io.kafkadlq.bench.harness.Contender;
import io.kafkadlq.bench.harness.Defects;
import io.kafkadlq.bench.harness.Run;
import io.kafkadlq.bench.topic.Topic;
import java.time.Duration;
import java.util.Optional;

/** The limit of all intake: a consumer whose records go nowhere. */
final class Limit implements Contender {

    static final String NAME = "limit";

    private final Topic topic;

    Limit(Topic topic) {
        this.topic = topic;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<String> limit() {
        return Optional.empty();
    }

    @Override
    public Run run(Duration bound) {
        return new Run(
                new BareLoop(topic, new BareLoop.Nowhere()).run(bound),
                Defects.of(Defects.NOT_CHECKED, Defects.NOT_CHECKED));
    }
}
