package io.kafkadlq.kafka.dialect;

import io.kafkadlq.api.model.DlqHeader;
import io.kafkadlq.api.model.Failure;
import io.kafkadlq.api.model.Origin;
import io.kafkadlq.api.spi.Dialect;
import io.kafkadlq.api.spi.DialectReading;
import io.kafkadlq.kafka.dialect.HeaderReader.Duplicate;
import java.util.List;

/**
 * Kafka Connect's sinks (KIP-298, with context headers enabled): text everywhere, each hop behind the ones before. The
 * group {@code connect-<connector name>} is only a default, so the group stays unknown.
 */
public final class KafkaConnectDialect implements Dialect {

    private static final String PREFIX = "__connect.errors.";
    private static final String TOPIC = PREFIX + "topic";
    private static final String PARTITION = PREFIX + "partition";
    private static final String OFFSET = PREFIX + "offset";
    private static final String EXCEPTION_CLASS = PREFIX + "exception.class.name";
    private static final String MESSAGE = PREFIX + "exception.message";
    private static final String STACK_TRACE = PREFIX + "exception.stacktrace";

    @Override
    public String id() {
        return "kafka-connect";
    }

    @Override
    public boolean owns(String headerName) {
        return headerName.startsWith(PREFIX);
    }

    @Override
    public DialectReading read(List<DlqHeader> headers) {
        var letter = HeaderReader.of(headers, Duplicate.LAST);
        var origin = originIn(letter.firstHop(TOPIC));
        var failure = failureIn(letter.newestHop(TOPIC));
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
        failure = hop.text(MESSAGE).map(failure::withMessage).orElse(failure);
        var stackTrace = hop.text(STACK_TRACE);
        failure = stackTrace.map(failure::withStackTrace).orElse(failure);
        return stackTrace
                .flatMap(RootCause::namedIn)
                .map(failure::withRootCauseClass)
                .orElse(failure);
    }
}
