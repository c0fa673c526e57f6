package io.kafkadlq.bench.retry;

import io.kafkadlq.api.RecordHandler;
import io.kafkadlq.api.model.DlqHeaders;
import io.kafkadlq.api.model.Payload;
import io.kafkadlq.api.model.Source;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** Fills a store once with what is due, in every form that a contender needs; the product does its part itself. */
record Filling(Store store, int records) {

    private static final String TOPIC = "orders";
    private static final int PARTITIONS = 6;

    private static final String[] BARE = {"""
            CREATE TABLE bare_due (
                id uuid PRIMARY KEY,
                channel varchar(255) NOT NULL,
                status varchar(16) NOT NULL,
                next_attempt_at timestamp(3) with time zone,
                updated_at timestamp(3) with time zone NOT NULL,
                version bigint NOT NULL,
                record_value bytea)""", """
            INSERT INTO bare_due
            SELECT p.id, p.channel, p.status, p.next_attempt_at, p.updated_at, p.version, r.record_value
            FROM dlq_progress p JOIN dlq_record r ON r.id = p.id"""};

    /** Each database by the means it has to keep what is done out of the way. */
    private static final Map<String, String> BARE_INDEX = Map.of(
            "postgresql", "CREATE INDEX bare_due_due ON bare_due (channel, next_attempt_at) WHERE status = 'PENDING'",
            "h2", "CREATE INDEX bare_due_due ON bare_due (channel, status, next_attempt_at)");

    void fill() {
        deadLetters("key");
        store.jdbc().execute(BARE);
        store.jdbc().execute(BARE_INDEX.getOrDefault(store.jdbc().database(), ""));
        DbScheduler.fill(store.jdbc(), records);
        store.keep(EnumSet.complementOf(EnumSet.of(Content.UNORDERED)));
        deadLetters("unordered");
        store.keep(EnumSet.of(Content.UNORDERED));
    }

    private void deadLetters(String order) {
        try (var runtime = Product.start(
                store.jdbc(),
                RecordHandler.each(record -> {}),
                Map.of("order", order, "initially-paused", "true", "retry.backoff", "none"))) {
            var channel = runtime.channel(Product.CHANNEL);
            var durable = IntStream.range(0, records)
                    .mapToObj(number -> {
                        var key = ("key-" + number).getBytes(StandardCharsets.US_ASCII);
                        var payload = Payload.of(key, Executions.value(number), DlqHeaders.none());
                        var source =
                                new Source(TOPIC, number % PARTITIONS, number / PARTITIONS, System.currentTimeMillis());
                        return channel.submit(channel.newRecord(payload)
                                        .source(source)
                                        .build())
                                .toCompletableFuture();
                    })
                    .toArray(CompletableFuture<?>[]::new);
            CompletableFuture.allOf(durable).join();
        }
    }
}
