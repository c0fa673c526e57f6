package io.kafkadlq.bench.intake;

import io.kafkadlq.bench.harness.Contender;
import io.kafkadlq.bench.harness.Run;
import io.kafkadlq.bench.topic.Topic;
import java.time.Duration;
import java.util.Optional;

/**
 * The limit of intake to PostgreSQL: a consumer whose records go by binary COPY into a table with our columns and our
 * indexes, on one connection, without a look at what is there already.
 */
final class CopyLimit implements Contender {

    static final String NAME = "limit/postgresql";

    private final Topic topic;
    private final DatabaseTable table;

    CopyLimit(Topic topic, DatabaseTable table) {
        this.topic = topic;
        this.table = table;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<String> limit() {
        return Optional.of(Limit.NAME);
    }

    @Override
    public Run run(Duration bound) {
        table.truncate();
        try (var sink = new CopySink(table)) {
            var figures = new BareLoop(topic, sink).run(bound);
            return new Run(figures, table.held().against(sink.copied()));
        }
    }
}
