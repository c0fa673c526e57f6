package io.kafkadlq.bench.store;

import io.kafkadlq.api.model.DlqRecord;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A column of the product's tables, and its value for a dead letter of this suite, of which nothing is missing. Texts are
 * taken as they are: these ones are clean.
 */
record Column(String name, Function<DlqRecord, Object> value) {

    private static final Function<DlqRecord, Object> ID = letter -> letter.id().toUuid();

    /** In the order in which all who write the tables without the product do. */
    static final List<Column> OF_RECORD = List.of(
            new Column("id", ID),
            new Column("channel", DlqRecord::channel),
            new Column("source_topic", letter -> letter.source().topic()),
            new Column("source_partition", letter -> letter.source().partition()),
            new Column("source_offset", letter -> letter.source().offset()),
            new Column("source_timestamp", letter -> letter.source().timestampMillis()),
            new Column(
                    "origin_topic", letter -> letter.summary().origin().topic().orElseThrow()),
            new Column(
                    "origin_partition",
                    letter -> letter.summary().origin().partition().orElseThrow()),
            new Column(
                    "origin_offset",
                    letter -> letter.summary().origin().offset().orElseThrow()),
            new Column("origin_timestamp", letter -> letter.source().timestampMillis()),
            new Column(
                    "origin_group", letter -> letter.summary().origin().group().orElseThrow()),
            new Column("dialects", letter -> "dlq\n"),
            new Column("problems", letter -> ""),
            new Column("payload_state", letter -> letter.payload().state().name()),
            new Column("key_length", letter -> letter.payload().key().orElseThrow().length),
            new Column("value_length", letter -> letter.payload().value().orElseThrow().length),
            new Column("created_at", letter -> letter.metadata().createdAt()),
            new Column("record_key", letter -> letter.payload().key().orElseThrow()),
            new Column("record_value", letter -> letter.payload().value().orElseThrow()),
            new Column("record_headers", letter -> letter.payload().headers().block()));

    static final List<Column> OF_PROGRESS = List.of(
            new Column("id", ID),
            new Column("channel", DlqRecord::channel),
            new Column("payload_bytes", letter -> letter.payload().sizeBytes()),
            new Column("stack_trace_id", letter -> new UUID(0, DeadLetters.stackTraceOf(letter))),
            new Column("status", letter -> letter.summary().status().name()),
            new Column("error_type", letter -> letter.summary().errorType().name()),
            new Column(
                    "exception_class",
                    letter -> letter.failure().exceptionClass().orElseThrow()),
            new Column(
                    "root_cause_class",
                    letter -> letter.failure().rootCauseClass().orElseThrow()),
            new Column("message", letter -> letter.failure().message().orElseThrow()),
            new Column("attempts", letter -> letter.metadata().attempts()),
            new Column("redrive_count", letter -> letter.metadata().redriveCount()),
            new Column(
                    "next_attempt_at",
                    letter -> letter.metadata().nextAttemptAt().orElseThrow()),
            new Column("updated_at", letter -> letter.metadata().updatedAt()),
            new Column("version", letter -> letter.metadata().version()),
            new Column(
                    "order_id",
                    letter -> letter.summary().sequence().orElseThrow().id()),
            new Column(
                    "order_position",
                    letter -> letter.summary().sequence().orElseThrow().position()));

    static String names(List<Column> columns) {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    static String marks(List<Column> columns) {
        return IntStream.range(0, columns.size()).mapToObj(i -> "?").collect(Collectors.joining(", "));
    }
}
