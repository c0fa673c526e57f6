package io.kafkadlq.examples;

import static io.kafkadlq.examples.SampleTopic.text;

import io.kafkadlq.api.DlqHandler;
import io.kafkadlq.api.DlqRuntime;
import io.kafkadlq.api.FailedRecordsException;
import io.kafkadlq.api.RecordHandler;
import io.kafkadlq.api.config.RetriedBy;
import io.kafkadlq.api.config.WaitStrategyType;
import io.kafkadlq.api.dsl.Storage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A handler that writes in bulk gets lists of hundreds, and names the few records that failed. */
public final class HighThroughput {

    private static final int ORDERS = 20_000;

    private HighThroughput() {}

    public static void main(String... arguments) throws InterruptedException {
        var topic = SampleTopic.at(arguments, "example-throughput").with(ORDERS);
        var left = new CountDownLatch(ORDERS);
        var lists = new AtomicInteger();
        try (DlqRuntime dlq = DlqHandler.builder()
                .kafka(topic.brokers())
                .storage(Storage.inMemory())
                .channel("orders", orders -> orders.performance(performance -> performance
                                .highThroughput()
                                .bufferSize(65_536)
                                .batchSize(5_000)
                                .waitStrategy(WaitStrategyType.BLOCKING))
                        .processing(processing -> processing
                                .topics(topic.name())
                                .batch()
                                .unordered()
                                .maxBatch(1_000))
                        .retry(retry -> retry.by(RetriedBy.NOBODY))
                        .handler(RecordHandler.lists(list -> {
                            lists.incrementAndGet();
                            list.forEach(order -> left.countDown());
                            book(list);
                        })))
                .build()) {
            left.await(60, TimeUnit.SECONDS);
            dlq.control("orders").drain(Duration.ofSeconds(30));
            System.out.println(ORDERS + " orders in lists of " + ORDERS / lists.get() + " on average, "
                    + dlq.desk().metrics().get("orders").stored() + " dead letters");
        }
    }

    private static void book(List<ConsumerRecord<byte[], byte[]>> list) {
        Map<Integer, Throwable> failures = new TreeMap<>();
        for (int i = 0; i < list.size(); i++) {
            if (text(list.get(i).key()).endsWith("999")) {
                failures.put(i, new IllegalStateException("no stock"));
            }
        }
        if (!failures.isEmpty()) {
            throw new FailedRecordsException(failures);
        }
    }
}
