package io.kafkadlq.kafka.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.model.DlqHeaders;
import io.kafkadlq.api.model.Failure;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever strangers put into headers: an answer, a bounded one, and never an exception. */
class DialectFuzzTest {

    private static final List<String> REAL_NAMES = List.of(
            "dlq-record-id",
            "dlq-origin-topic",
            "dlq-origin-partition",
            "dlq-origin-offset",
            "dlq-origin-timestamp",
            "dlq-consumer-group",
            "dlq-exception-class",
            "dlq-exception-message",
            "dlq-root-cause-class",
            "dlq-stack-trace",
            "dlq-attempts",
            "dlq-redrive-count",
            "kafka_deliveryAttempt",
            "kafka_dlt-original-topic",
            "kafka_dlt-original-partition",
            "kafka_dlt-original-offset",
            "kafka_dlt-original-timestamp",
            "kafka_dlt-original-consumer-group",
            "kafka_dlt-exception-fqcn",
            "kafka_dlt-exception-cause-fqcn",
            "kafka_dlt-exception-message",
            "kafka_dlt-exception-stacktrace",
            "kafka_dlt-key-exception-fqcn",
            "springDeserializerExceptionValue",
            "dead-letter-topic",
            "dead-letter-partition",
            "dead-letter-offset",
            "dead-letter-exception-class-name",
            "dead-letter-cause-class-name",
            "dead-letter-reason",
            "__connect.errors.topic",
            "__connect.errors.partition",
            "__connect.errors.offset",
            "__connect.errors.exception.class.name",
            "__connect.errors.exception.message",
            "__connect.errors.exception.stacktrace");

    private final DialectRegistry registry = DialectRegistry.discoveredBy(DialectFuzzTest.class.getClassLoader());

    private record RawHeader(String name, byte[] value) {}

    @Property(tries = 2000)
    void shouldAnswerWithinBoundsWhateverTheHeaders(@ForAll("headers") DlqHeaders headers) {
        var decoded = registry.read(headers);

        assertThat(decoded.dialectIds()).hasSizeLessThanOrEqualTo(4);
        assertThat(decoded.problems()).hasSizeLessThanOrEqualTo(Problems.MAX_LISTED + 1);
        assertThat(decoded.problems()).allSatisfy(problem -> assertThat(problem.codePointCount(0, problem.length()))
                .isLessThanOrEqualTo(Problems.MAX_LENGTH + 1));
        assertThat(decoded.redriveCount()).isBetween(0, HeaderReader.MAX_COUNT);
        decoded.origin().topic().ifPresent(topic -> assertThat(topic).matches("[a-zA-Z0-9._-]{1,249}"));
        decoded.origin().group().ifPresent(group -> assertThat(group)
                .hasSizeBetween(1, HeaderReader.MAX_GROUP_BYTES)
                .matches("\\P{Cc}+"));
        decoded.origin().timestamp().ifPresent(time -> assertThat(time.toString())
                .hasSizeLessThanOrEqualTo(24));
        assertThat(decoded.failure().exceptionClass().orElse(""))
                .hasSizeLessThanOrEqualTo(Failure.MAX_CLASS_BYTES + 40);
        assertThat(decoded.failure().stackTrace().orElse(""))
                .hasSizeLessThanOrEqualTo(Failure.MAX_STACK_TRACE_BYTES + 40);
    }

    @Property(tries = 500)
    void shouldTellOwnershipOfAnyName(@ForAll String name) {
        assertThat(registry.ownedBy(registry.ids(), "traceparent" + name)).isFalse();
    }

    @Provide
    Arbitrary<DlqHeaders> headers() {
        var names = Arbitraries.oneOf(Arbitraries.of(REAL_NAMES), Arbitraries.of(REAL_NAMES), Arbitraries.strings());
        return Combinators.combine(names, values())
                .as(RawHeader::new)
                .list()
                .ofMaxSize(60)
                .map(list -> {
                    var builder = new DlqHeaders.Builder();
                    list.forEach(header -> builder.add(header.name(), header.value()));
                    return builder.build();
                });
    }

    private static Arbitrary<byte[]> values() {
        var anything = Arbitraries.bytes().array(byte[].class).ofMaxSize(64);
        var numberSized = Arbitraries.of(1, 4, 8)
                .flatMap(size -> Arbitraries.bytes().array(byte[].class).ofSize(size));
        var digits = Arbitraries.longs().map(number -> Long.toString(number).getBytes(StandardCharsets.UTF_8));
        var text = Arbitraries.strings().ofMaxLength(400).map(value -> value.getBytes(StandardCharsets.UTF_8));
        var stack = Arbitraries.strings().ofMaxLength(80).map(tail -> ("a.B: c\nCaused by: " + tail)
                .getBytes(StandardCharsets.UTF_8));
        var huge = Arbitraries.just(new byte[70_000]);
        return Arbitraries.oneOf(List.of(anything, numberSized, digits, text, stack, huge))
                .injectNull(0.1);
    }
}
