package io.kafkadlq.it.crash;

import io.kafkadlq.api.DlqHandler;
import io.kafkadlq.api.RecordHandler;
import io.kafkadlq.api.Verdict;
import io.kafkadlq.rig.JavaProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * An application that handles a topic, and fails on the first record of each key the first two times. Arguments: Kafka's
 * address, the database's, the topic, the instance's name, its ledger.
 */
public final class RetryWorker {

    private static final int FAILURES = 2;

    private RetryWorker() {}

    public static void main(String[] arguments) throws Exception {
        var ledger = new Ledger(Path.of(arguments[4]));
        var running = DlqHandler.builder()
                .setting("dlq.kafka.bootstrap.servers", arguments[0])
                // One that was killed says no farewell: the group must miss it soon.
                .setting("dlq.kafka.session.timeout.ms", "6000")
                .setting("dlq.kafka.heartbeat.interval.ms", "1000")
                .setting("dlq.store.jdbc.url", arguments[1])
                .setting("dlq.node-id", arguments[3])
                .setting("dlq.lease", "PT3S")
                .setting("dlq.channels", "orders")
                .setting("dlq.channel.orders.processing.topics", arguments[2])
                .setting("dlq.channel.orders.processing.consumer-group", arguments[2])
                .setting("dlq.channel.orders.processing.concurrency", "8")
                .setting("dlq.channel.orders.circuit-breaker.enabled", "false")
                .setting("dlq.channel.orders.flood-guard.action", "warn")
                .setting("dlq.channel.orders.retry.backoff", "exponential-with-jitter:PT0.2S:PT2S")
                .handler("orders", RecordHandler.deciding((record, context) -> {
                    String key = new String(record.key(), StandardCharsets.US_ASCII);
                    ledger.begin(key, record.offset());
                    boolean first = new String(record.value(), StandardCharsets.US_ASCII).startsWith("first");
                    if (first && context.attempt() <= FAILURES) {
                        ledger.failed(key, record.offset());
                        throw new IllegalStateException("not yet, attempt " + context.attempt());
                    }
                    ledger.done(key, record.offset());
                    return Verdict.done();
                }))
                .build();
        System.out.println(JavaProcess.READY);
        new CountDownLatch(1).await();
        running.close();
    }
}
