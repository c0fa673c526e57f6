package io.kafkadlq.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.kafkadlq.api.DlqException;
import io.kafkadlq.api.DlqHandler;
import io.kafkadlq.api.DlqOverloadedException;
import io.kafkadlq.api.Receipt;
import io.kafkadlq.api.config.WaitStrategyType;
import io.kafkadlq.api.model.DlqHeaders;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.ErrorType;
import io.kafkadlq.api.model.Payload;
import io.kafkadlq.api.model.PayloadState;
import io.kafkadlq.api.model.RecordSummary;
import io.kafkadlq.api.model.Source;
import io.kafkadlq.core.config.Configured;
import io.kafkadlq.core.redrive.PrefixedHeaders;
import io.kafkadlq.core.redrive.RecordPublisher;
import io.kafkadlq.core.time.RecordIds;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The engine from the outside: what is handed in is durable when its stage completes, whatever the store does. */
class EngineTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final UnsteadyStorage storage = new UnsteadyStorage();
    private Engine engine = start(WaitStrategyType.BLOCKING, 1024, Duration.ofSeconds(10));

    private Engine start(WaitStrategyType wait, int bufferSize, Duration submitTimeout) {
        var config = Configured.by(Map.of(
                "dlq.channels", "orders",
                "dlq.store.type", "memory",
                "dlq.drain-timeout", "PT0.3S",
                "dlq.channel-defaults.buffer.size", Integer.toString(bufferSize),
                "dlq.channel-defaults.buffer.max-bytes", "1048576",
                "dlq.channel-defaults.buffer.wait-strategy", wait.name(),
                "dlq.channel-defaults.batch.max-size", "64",
                "dlq.channel-defaults.batch.retry-pause", "PT0.01S",
                "dlq.channel-defaults.backpressure.submit-timeout", submitTimeout.toString()));
        RecordPublisher nowhere = new RecordPublisher() {
            @Override
            public CompletionStage<Published> publish(String topic, DlqRecord record, DlqHeaders headers) {
                return CompletableFuture.failedStage(new IllegalStateException("no Kafka in this test"));
            }

            @Override
            public void close() {}
        };
        var started = new Engine(
                config,
                new Engine.Parts(
                        storage,
                        nowhere,
                        new PrefixedHeaders(),
                        new NoSources(),
                        Application.none(),
                        exceptions -> ErrorType.UNKNOWN,
                        new NoPlugins(),
                        2,
                        Thread::new,
                        Clock.systemUTC()));
        started.start();
        return started;
    }

    @AfterEach
    void stop() {
        storage.hangs = false;
        storage.away = false;
        engine.close();
    }

    private static ConsumerRecord<byte[], byte[]> order(long offset) {
        return new ConsumerRecord<>("orders", 0, offset, "key".getBytes(StandardCharsets.UTF_8), new byte[100]);
    }

    private List<CompletableFuture<Receipt>> handle(DlqHandler handler, int records) {
        List<CompletableFuture<Receipt>> receipts = new ArrayList<>();
        for (int i = 0; i < records; i++) {
            receipts.add(handler.handle(order(i), new IllegalStateException("no stock"))
                    .toCompletableFuture());
        }
        return receipts;
    }

    @ParameterizedTest
    @EnumSource(WaitStrategyType.class)
    void shouldCompleteWhenEachRecordIsDurable(WaitStrategyType wait) {
        engine.close();
        engine = start(wait, 1024, Duration.ofSeconds(10));

        List<CompletableFuture<Receipt>> receipts = handle(engine.handler(), 300);

        assertThat(receipts).allSatisfy(receipt -> assertThat(receipt)
                .succeedsWithin(SOON)
                .extracting(Receipt::outcome)
                .isEqualTo(Receipt.Outcome.STORED));
        assertThat(storage.all()).hasSize(300);
    }

    @Test
    void shouldGiveTheFirstIdForARecordHandedInTwice() {
        Receipt first = engine.handler()
                .handle(order(7), new RuntimeException())
                .toCompletableFuture()
                .join();

        Receipt second = engine.handler()
                .handle(order(7), new RuntimeException())
                .toCompletableFuture()
                .join();

        assertThat(second).isEqualTo(new Receipt(first.id(), Receipt.Outcome.DUPLICATE));
        assertThat(storage.all()).hasSize(1);
    }

    @Test
    void shouldKeepWhatTheExceptionTells() {
        engine.handler()
                .handle(order(7), new IllegalStateException("no stock", new ArithmeticException("by zero")))
                .toCompletableFuture()
                .join();

        RecordSummary stored = engine.desk()
                .find(storage.all().get(0).id())
                .toCompletableFuture()
                .join()
                .fold(found -> found, failed -> null, missing -> null, conflict -> null);
        assertThat(stored.failure().exceptionClass()).hasValue("java.lang.IllegalStateException");
        assertThat(stored.failure().rootCauseClass()).hasValue("java.lang.ArithmeticException");
        assertThat(stored.failure().message()).hasValue("no stock");
        assertThat(stored.failure().stackTrace())
                .hasValueSatisfying(stack -> assertThat(stack).contains("by zero"));
        assertThat(stored.origin().topic()).hasValue("orders");
        assertThat(stored.status()).isEqualTo(DlqStatus.PENDING);
    }

    @Test
    void shouldGoOnCountingTheRedrivesOfARecordThatFailsAgain() {
        ConsumerRecord<byte[], byte[]> redriven = order(7);
        redriven.headers().add("dlq-redrive-count", "2".getBytes(StandardCharsets.UTF_8));

        engine.handler()
                .handle(redriven, new RuntimeException())
                .toCompletableFuture()
                .join();

        assertThat(storage.all().get(0).metadata().redriveCount()).isEqualTo(2);
    }

    @Test
    void shouldPointToAValueThatHasNoBytesAnyMore() {
        var typed = new ConsumerRecord<String, Object>("orders", 1, 2, "customer-7", List.of("an order"));

        engine.handler()
                .handle(typed, new RuntimeException("no"))
                .toCompletableFuture()
                .join();

        RecordSummary stored = storage.all().get(0);
        assertThat(stored.payload().state()).isEqualTo(PayloadState.POINTER);
        assertThat(stored.payload().keyBytes()).hasValue(10);
    }

    @Test
    void shouldTakeRecordsForTheirOwnChannel() {
        DlqHandler orders = engine.handler().channel("orders");
        DlqRecord made = orders.newRecord(Payload.of(null, new byte[] {1}, DlqHeaders.none()))
                .build();

        engine.handler().submit(made).toCompletableFuture().join();

        assertThat(storage.all()).extracting(RecordSummary::channel).containsExactly("orders");
    }

    @Test
    void shouldNameTheChannelsThereAreWhenAskedForAnother() {
        assertThatThrownBy(() -> engine.handler().channel("payments"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "No channel 'payments' is configured (there are [default, orders]): add it to dlq.channels");
    }

    @Test
    void shouldLetAReceiptHandOverTheNextRecordWhileThereIsNoRoom() {
        engine.close();
        engine = start(WaitStrategyType.BLOCKING, 64, Duration.ofSeconds(10));
        storage.away = true;
        DlqHandler handler = engine.handler();
        List<CompletableFuture<Receipt>> chained = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            long offset = i;
            chained.add(handler.handle(order(offset), new RuntimeException())
                    .thenCompose(first -> handler.handle(order(1000 + offset), new RuntimeException()))
                    .toCompletableFuture());
        }

        storage.away = false;

        assertThat(chained).allSatisfy(receipt -> assertThat(receipt).succeedsWithin(SOON));
        assertThat(storage.all()).hasSize(200);
    }

    @Test
    void shouldAnswerEveryHandOverThatRacesWithItsEnd() {
        for (int round = 0; round < 30; round++) {
            Engine ending = start(WaitStrategyType.BLOCKING, 64, Duration.ofSeconds(1));
            DlqHandler handler = ending.handler();
            List<CompletableFuture<Receipt>> receipts = Collections.synchronizedList(new ArrayList<>());
            var submitter = new Thread(() -> {
                while (!ending.isClosed()) {
                    receipts.add(handler.submit(handler.newRecord(Payload.of(null, null, DlqHeaders.none()))
                                    .build())
                            .toCompletableFuture());
                }
            });
            submitter.start();
            await().until(() -> !receipts.isEmpty());

            ending.close();

            await().until(() -> !submitter.isAlive());
            await().untilAsserted(() -> assertThat(receipts).allMatch(CompletableFuture::isDone));
        }
    }

    @Test
    void shouldRefuseARecordOfAChannelThatIsNotConfigured() {
        DlqRecord lost = DlqRecord.builder(RecordIds.next(), "payments", Payload.of(null, null, DlqHeaders.none()))
                .build();

        assertThatThrownBy(() ->
                        engine.handler().submit(lost).toCompletableFuture().join())
                .hasMessageContaining("dlq.channels");
    }

    @Nested
    class WhenTheStoreThrows {

        @Test
        void shouldKeepItsWritersAndTellTheOwner() {
            storage.throwsOn = record -> record.source().offset() == 1;

            List<CompletableFuture<Receipt>> receipts = handle(engine.handler(), 10);

            assertThat(receipts.remove(1)).failsWithin(SOON);
            assertThat(receipts).allSatisfy(receipt -> assertThat(receipt).succeedsWithin(SOON));
        }
    }

    @Nested
    class WhenTheStoreIsAway {

        @Test
        void shouldWaitForItAndStoreEverythingOnce() {
            storage.away = true;
            List<CompletableFuture<Receipt>> receipts = handle(engine.handler(), 200);
            await().until(() -> storage.saves.get() > 3);
            assertThat(receipts).noneMatch(CompletableFuture::isDone);

            storage.away = false;

            assertThat(receipts).allSatisfy(receipt -> assertThat(receipt).succeedsWithin(SOON));
            assertThat(storage.all()).hasSize(200);
            assertThat(engine.desk().metrics().get("default").storeFailures()).isPositive();
        }

        @Test
        void shouldTellTheCallerInTimeThatThereIsNoRoom() {
            engine.close();
            engine = start(WaitStrategyType.BLOCKING, 64, Duration.ofMillis(50));
            storage.away = true;

            List<CompletableFuture<Receipt>> receipts = handle(engine.handler(), 64 + 3 * 64 + 1);

            CompletableFuture<Receipt> last = receipts.get(receipts.size() - 1);
            assertThatThrownBy(last::join)
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(DlqOverloadedException.class)
                    .hasMessageContaining("dlq.channel.default.buffer.size");
        }

        @Test
        void shouldFailWhatItCouldNotStoreWhenItStops() {
            storage.hangs = true;
            List<CompletableFuture<Receipt>> receipts = handle(engine.handler(), 10);

            engine.close();

            assertThat(receipts).allSatisfy(receipt -> assertThat(receipt).isCompletedExceptionally());
        }
    }

    @Nested
    class WhenTheStoreRefusesARecord {

        @Test
        void shouldStoreTheOthersAndKeepTheOddOneRawAndFlagged() {
            storage.refuses = record ->
                    record.source().offset() == 5 && record.origin().topic().isPresent();

            List<CompletableFuture<Receipt>> receipts = handle(engine.handler(), 20);

            assertThat(receipts).allSatisfy(receipt -> assertThat(receipt).succeedsWithin(SOON));
            assertThat(storage.all()).hasSize(20);
            assertThat(storage.all())
                    .filteredOn(record -> !record.problems().isEmpty())
                    .extracting(RecordSummary::source)
                    .extracting(Source::offset)
                    .containsExactly(5L);
        }

        @Test
        void shouldTellTheOwnerOfARecordThatCannotBeStoredAtAll() {
            storage.refuses = record -> record.source().offset() == 5;

            List<CompletableFuture<Receipt>> receipts = handle(engine.handler(), 20);

            assertThat(receipts.remove(5)).failsWithin(SOON);
            assertThat(receipts).allSatisfy(receipt -> assertThat(receipt).succeedsWithin(SOON));
            assertThat(storage.all()).hasSize(19);
        }
    }

    @Nested
    class WhenItStops {

        @Test
        void shouldStoreWhatItHasTaken() {
            List<CompletableFuture<Receipt>> receipts = handle(engine.handler(), 500);

            engine.close();

            assertThat(receipts).allSatisfy(receipt -> assertThat(receipt).isCompleted());
            assertThat(storage.all()).hasSize(500);
        }

        @Test
        void shouldRefuseWhatComesLater() {
            DlqHandler handler = engine.handler();
            engine.close();

            CompletableFuture<Receipt> late =
                    handler.handle(order(1), new RuntimeException()).toCompletableFuture();

            assertThatThrownBy(late::join)
                    .hasCauseInstanceOf(DlqException.class)
                    .hasMessageContaining("closed");
        }

        @Test
        void shouldLeaveNoThread() {
            handle(engine.handler(), 10);

            engine.close();
            engine.close();

            await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.startsWith("dlq-")));
        }
    }

    @Test
    void shouldBoundTheBytesItHolds() {
        engine.close();
        engine = start(WaitStrategyType.BLOCKING, 1024, Duration.ofMillis(50));
        storage.hangs = true;
        var half = new ConsumerRecord<byte[], byte[]>("orders", 0, 0, null, new byte[600 * 1024]);
        CompletableFuture<Receipt> first =
                engine.handler().handle(half, new RuntimeException()).toCompletableFuture();

        CompletableFuture<Receipt> second = engine.handler()
                .handle(new ConsumerRecord<byte[], byte[]>("orders", 0, 1, null, new byte[600 * 1024]), new Error())
                .toCompletableFuture();

        assertThat(first).isNotDone();
        assertThatThrownBy(second::join).hasCauseInstanceOf(DlqOverloadedException.class);
    }

    @Test
    void shouldCountWhatItDoes() {
        handle(engine.handler(), 10).forEach(CompletableFuture::join);
        handle(engine.handler(), 1).forEach(CompletableFuture::join);

        var metrics = engine.desk().metrics().get("default");

        assertThat(metrics.accepted()).isEqualTo(11);
        assertThat(metrics.stored()).isEqualTo(10);
        assertThat(metrics.duplicates()).isEqualTo(1);
        assertThat(metrics.pending()).isZero();
    }

    @Test
    void shouldNotReturnFromASecondCloseBeforeTheFirstHasStoppedEverything() throws InterruptedException {
        storage.hangs = true;
        handle(engine.handler(), 1);
        await().until(() -> storage.saves.get() > 0);
        var first = new Thread(engine::close);
        first.start();
        await().until(() -> engine.isClosed());

        engine.close();

        assertThat(storage.closed).isTrue();
        first.join(10_000);
    }
}
