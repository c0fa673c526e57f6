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
 * Spring for Apache Kafka's {@code DeadLetterPublishingRecoverer}: texts in UTF-8, numbers big-endian, each hop behind
 * the ones before. Exception headers are replaced by each hop, unless told otherwise.
 */
public final class SpringClassicDialect implements Dialect {

    private static final String PREFIX = "kafka_dlt-";
    private static final String TOPIC = "kafka_dlt-original-topic";
    private static final String PARTITION = "kafka_dlt-original-partition";
    private static final String OFFSET = "kafka_dlt-original-offset";
    private static final String TIMESTAMP = "kafka_dlt-original-timestamp";
    private static final String GROUP = "kafka_dlt-original-consumer-group";
    private static final String EXCEPTION = "kafka_dlt-exception-";
    private static final String KEY_EXCEPTION = "kafka_dlt-key-exception-";
    private static final String CLASS = "fqcn";
    private static final String MESSAGE = "message";
    private static final String STACK_TRACE = "stacktrace";
    private static final String CAUSE_CLASS = "kafka_dlt-exception-cause-fqcn";
    private static final String DELIVERY_ATTEMPT = "kafka_deliveryAttempt";

    /** Left by the failing consumer. The latter two are serialised Java objects: taken off, never read. */
    private static final Set<String> FURTHER_NAMES =
            Set.of(DELIVERY_ATTEMPT, "springDeserializerExceptionKey", "springDeserializerExceptionValue");

    @Override
    public String id() {
        return "spring-classic";
    }

    @Override
    public boolean owns(String headerName) {
        return headerName.startsWith(PREFIX) || FURTHER_NAMES.contains(headerName);
    }

    @Override
    public DialectReading read(List<DlqHeader> headers) {
        var letter = HeaderReader.of(headers, Duplicate.LAST);
        var origin = originIn(letter.firstHop(TOPIC));
        var failure = failureIn(letter).withDeliveries(deliveriesIn(letter));
        return new DialectReading(origin, failure, 0, letter.problems());
    }

    private static Origin originIn(HeaderReader hop) {
        var origin = Origin.unknown()
                .withPartition(hop.bigEndianInt(PARTITION, Integer.MAX_VALUE))
                .withOffset(hop.bigEndianLong(OFFSET))
                .withTimestampMillis(hop.bigEndianMillis(TIMESTAMP));
        origin = hop.topic(TOPIC).map(origin::withTopic).orElse(origin);
        return hop.group(GROUP).map(origin::withGroup).orElse(origin);
    }

    private static Failure failureIn(HeaderReader letter) {
        // A key that could not be deserialised has names of its own, but for its cause.
        boolean keyOnly = letter.has(KEY_EXCEPTION + CLASS) && !letter.has(EXCEPTION + CLASS);
        String names = keyOnly ? KEY_EXCEPTION : EXCEPTION;
        var hop = letter.newestHop(names + CLASS);
        var failure = Failure.unexplained();
        failure = hop.text(names + CLASS).map(failure::withExceptionClass).orElse(failure);
        failure = hop.text(names + MESSAGE).map(failure::withMessage).orElse(failure);
        var stackTrace = hop.text(names + STACK_TRACE);
        failure = stackTrace.map(failure::withStackTrace).orElse(failure);
        // The header names the cause of Spring's wrapper; only the stack trace goes down to the root.
        return stackTrace
                .flatMap(RootCause::namedIn)
                .or(() -> hop.text(CAUSE_CLASS))
                .map(failure::withRootCauseClass)
                .orElse(failure);
    }

    /** The consumer may count at one hop and not at the next; only if each hop counted is the last count the newest's. */
    private static int deliveriesIn(HeaderReader letter) {
        return letter.count(DELIVERY_ATTEMPT) >= letter.count(TOPIC)
                ? letter.bigEndianInt(DELIVERY_ATTEMPT, HeaderReader.MAX_COUNT)
                : HeaderReader.UNKNOWN;
    }
}
