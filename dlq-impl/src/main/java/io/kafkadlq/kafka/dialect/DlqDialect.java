package io.kafkadlq.kafka.dialect;

import io.kafkadlq.api.model.DlqHeader;
import io.kafkadlq.api.model.Failure;
import io.kafkadlq.api.model.Origin;
import io.kafkadlq.api.spi.Dialect;
import io.kafkadlq.api.spi.DialectReading;
import io.kafkadlq.core.redrive.RedriveHeaders;
import io.kafkadlq.kafka.dialect.HeaderReader.Duplicate;
import java.util.List;
import java.util.Set;

/** Ours: text everywhere, numbers in decimal digits, one hop. Owns exact names, since Helidon writes {@code dlq-} too. */
public final class DlqDialect implements Dialect {

    public static final String ID = "dlq";

    public static final String RECORD_ID = RedriveHeaders.RECORD_ID;
    public static final String CHANNEL = "dlq-channel";
    public static final String ORIGIN_TOPIC = "dlq-origin-topic";
    public static final String ORIGIN_PARTITION = "dlq-origin-partition";
    public static final String ORIGIN_OFFSET = "dlq-origin-offset";
    public static final String ORIGIN_TIMESTAMP = "dlq-origin-timestamp";
    public static final String CONSUMER_GROUP = "dlq-consumer-group";
    public static final String EXCEPTION_CLASS = "dlq-exception-class";
    public static final String EXCEPTION_MESSAGE = "dlq-exception-message";
    public static final String ROOT_CAUSE_CLASS = "dlq-root-cause-class";
    public static final String STACK_TRACE = "dlq-stack-trace";
    public static final String ATTEMPTS = "dlq-attempts";
    public static final String REDRIVE_COUNT = RedriveHeaders.REDRIVE_COUNT;

    private static final Set<String> NAMES = Set.of(
            RECORD_ID,
            CHANNEL,
            ORIGIN_TOPIC,
            ORIGIN_PARTITION,
            ORIGIN_OFFSET,
            ORIGIN_TIMESTAMP,
            CONSUMER_GROUP,
            EXCEPTION_CLASS,
            EXCEPTION_MESSAGE,
            ROOT_CAUSE_CLASS,
            STACK_TRACE,
            ATTEMPTS,
            REDRIVE_COUNT);

    @Override
    public String id() {
        return ID;
    }

    @Override
    public boolean owns(String headerName) {
        return NAMES.contains(headerName);
    }

    @Override
    public DialectReading read(List<DlqHeader> headers) {
        var letter = HeaderReader.of(headers, Duplicate.LAST);
        var origin = originIn(letter.firstHop(ORIGIN_TOPIC));
        var failure = failureIn(letter.newestHop(EXCEPTION_CLASS));
        int redriveCount = Math.max(letter.decimalInt(REDRIVE_COUNT, HeaderReader.MAX_COUNT), 0);
        return new DialectReading(origin, failure, redriveCount, letter.problems());
    }

    private static Origin originIn(HeaderReader hop) {
        var origin = Origin.unknown()
                .withPartition(hop.decimalInt(ORIGIN_PARTITION, Integer.MAX_VALUE))
                .withOffset(hop.decimal(ORIGIN_OFFSET, Long.MAX_VALUE))
                .withTimestampMillis(hop.decimal(ORIGIN_TIMESTAMP, HeaderReader.MAX_MILLIS));
        origin = hop.topic(ORIGIN_TOPIC).map(origin::withTopic).orElse(origin);
        return hop.group(CONSUMER_GROUP).map(origin::withGroup).orElse(origin);
    }

    private static Failure failureIn(HeaderReader hop) {
        var failure = Failure.unexplained().withDeliveries(hop.decimalInt(ATTEMPTS, HeaderReader.MAX_COUNT));
        failure = hop.text(EXCEPTION_CLASS).map(failure::withExceptionClass).orElse(failure);
        failure = hop.text(ROOT_CAUSE_CLASS).map(failure::withRootCauseClass).orElse(failure);
        failure = hop.text(EXCEPTION_MESSAGE).map(failure::withMessage).orElse(failure);
        return hop.text(STACK_TRACE).map(failure::withStackTrace).orElse(failure);
    }
}
