package io.kafkadlq.kafka.dialect;

import io.kafkadlq.api.model.DlqHeader;
import io.kafkadlq.api.model.Failure;
import io.kafkadlq.api.model.Origin;
import io.kafkadlq.api.spi.Dialect;
import io.kafkadlq.api.spi.DialectReading;
import io.kafkadlq.kafka.dialect.HeaderReader.Duplicate;
import java.util.List;
import java.util.Set;

/**
 * SmallRye Reactive Messaging's {@code dead-letter-queue} strategy, as in Quarkus: text everywhere, each hop in front of
 * the ones before. It tells neither the timestamp nor the group, and has no stack trace.
 */
public final class SmallRyeDeadLetterDialect implements Dialect {

    private static final String TOPIC = "dead-letter-topic";
    private static final String PARTITION = "dead-letter-partition";
    private static final String OFFSET = "dead-letter-offset";
    private static final String EXCEPTION_CLASS = "dead-letter-exception-class-name";
    private static final String CAUSE_CLASS = "dead-letter-cause-class-name";
    private static final String REASON = "dead-letter-reason";
    private static final String CAUSE = "dead-letter-cause";

    private static final Set<String> NAMES =
            Set.of(TOPIC, PARTITION, OFFSET, EXCEPTION_CLASS, CAUSE_CLASS, REASON, CAUSE);

    @Override
    public String id() {
        return "smallrye-dlq";
    }

    @Override
    public boolean owns(String headerName) {
        return NAMES.contains(headerName);
    }

    @Override
    public DialectReading read(List<DlqHeader> headers) {
        var letter = HeaderReader.of(headers, Duplicate.FIRST);
        var origin = originIn(letter.firstHop(TOPIC));
        var failure = failureIn(letter.newestHop(EXCEPTION_CLASS));
        return new DialectReading(origin, failure, 0, letter.problems());
    }

    private static Origin originIn(HeaderReader hop) {
        var origin = Origin.unknown()
                .withPartition(hop.decimalInt(PARTITION, Integer.MAX_VALUE))
                .withOffset(hop.decimal(OFFSET, Long.MAX_VALUE));
        return hop.topic(TOPIC).map(origin::withTopic).orElse(origin);
    }

    private static Failure failureIn(HeaderReader hop) {
        var failure = Failure.unexplained();
        failure = hop.text(EXCEPTION_CLASS).map(failure::withExceptionClass).orElse(failure);
        failure = hop.text(CAUSE_CLASS).map(failure::withRootCauseClass).orElse(failure);
        return hop.text(REASON).map(failure::withMessage).orElse(failure);
    }
}
