package io.kafkadlq.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kafkadlq.api.DlqHandler;
import io.kafkadlq.api.RecordHandler;
import io.kafkadlq.api.Verdict;
import io.kafkadlq.api.model.Attempt;
import io.kafkadlq.api.model.DlqHeaders;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.ErrorType;
import io.kafkadlq.api.model.Payload;
import io.kafkadlq.api.model.RecordSummary;
import io.kafkadlq.api.policy.BackoffStrategy;
import io.kafkadlq.api.policy.RetryPolicy;
import io.kafkadlq.api.store.QueryCriteria;
import io.kafkadlq.api.store.StoreFixtures;
import io.kafkadlq.core.config.Configured;
import io.kafkadlq.core.delivery.Feed;
import io.kafkadlq.core.memory.MemoryStorage;
import io.kafkadlq.core.redrive.PrefixedHeaders;
import io.kafkadlq.core.redrive.RecordPublisher;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of records that a handler fails on, seen from the outside of an engine with a store in memory. */
class EngineRetryTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final MemoryStorage storage = new MemoryStorage(Clock.systemUTC());
    private final FedSources sources = new FedSources();
    private final Feed feed = new Feed(0, 4096);
    private final Map<String, List<Long>> handled = new ConcurrentHashMap<>();
    private final Set<String> broken = ConcurrentHashMap.newKeySet();
    private Engine engine;

    private final RecordHandler ours = RecordHandler.each(record -> {
        String key = keyOf(record);
        if (broken.contains(key)) {
            throw new IllegalStateException("cannot do " + key);
        }
        handled.computeIfAbsent(key, first -> new CopyOnWriteArrayList<>()).add(record.offset());
    });

    private static String keyOf(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.key(), StandardCharsets.UTF_8);
    }

    private void start(RecordHandler handler, RetryPolicy policy, Map<String, String> channel) {
        Map<String, String> settings = new HashMap<>(Map.of("dlq.store.type", "memory", "dlq.lease", "PT2S"));
        channel.forEach((key, value) -> settings.put("dlq.channel.default." + key, value));
        engine = new Engine(
                Configured.by(settings),
                new Engine.Parts(
                        storage,
                        nowhere(),
                        new PrefixedHeaders(),
                        sources,
                        new Application(Map.of("default", handler), Map.of(), Map.of("default", policy)),
                        exceptions -> ErrorType.UNKNOWN,
                        new NoPlugins(),
                        2,
                        Thread::new,
                        Clock.systemUTC()));
        engine.start();
    }

    private static RecordPublisher nowhere() {
        return new RecordPublisher() {
            @Override
            public CompletionStage<Published> publish(String topic, DlqRecord record, DlqHeaders headers) {
                return CompletableFuture.failedStage(new IllegalStateException("no Kafka in this test"));
            }

            @Override
            public void close() {}
        };
    }

    private static RetryPolicy quickly(int attempts) {
        return RetryPolicy.builder()
                .maxAttempts(attempts)
                .backoff(new BackoffStrategy.Fixed(Duration.ofMillis(20)))
                .build();
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    private List<RecordSummary> stored(DlqStatus status) {
        return StoreFixtures.value(storage.query(
                        QueryCriteria.everything().withStatuses(Set.of(status)).limitedTo(500)))
                .items();
    }

    @Test
    void shouldHandleAKeyInOrderAgainWhenItWorks() throws InterruptedException {
        start(ours, quickly(1000), Map.of());
        broken.add("a");
        for (int i = 0; i < 50; i++) {
            sources.bring(feed, i % 2 == 0 ? "a" : "b");
        }
        await().atMost(SOON).until(() -> handled.getOrDefault("b", List.of()).size() == 25);
        await().atMost(SOON)
                .until(() -> stored(DlqStatus.PENDING).size()
                                + stored(DlqStatus.RETRYING).size()
                        == 25);

        broken.clear();
        await().atMost(SOON).until(() -> handled.getOrDefault("a", List.of()).size() == 25);

        assertThat(handled.get("a")).isSorted().doesNotHaveDuplicates();
        await().atMost(SOON).until(() -> stored(DlqStatus.SUCCESS).size() == 25);
    }

    @Test
    void shouldHandleRecordsOfAKeyDirectlyOnceItsDeadLettersAreResolved() throws InterruptedException {
        start(ours, quickly(1000), Map.of());
        broken.add("a");
        sources.bring(feed, "a");
        await().atMost(SOON)
                .until(() -> stored(DlqStatus.PENDING).size()
                                + stored(DlqStatus.RETRYING).size()
                        == 1);
        broken.clear();
        await().atMost(SOON).until(() -> stored(DlqStatus.SUCCESS).size() == 1);

        await().atMost(SOON).until(() -> {
            long before = engine.control("default").statistics().handled();
            int storedBefore = stored(DlqStatus.SUCCESS).size();
            sources.bring(feed, "a");
            await().atMost(SOON)
                    .until(() -> engine.control("default").statistics().underWay() == 0);
            return engine.control("default").statistics().handled() > before
                    && stored(DlqStatus.PENDING).isEmpty()
                    && stored(DlqStatus.SUCCESS).size() == storedBefore;
        });
        assertThat(handled.get("a")).isSorted();
    }

    @Test
    void shouldGiveUpByPolicyAndKeepTheKeyWaiting() throws InterruptedException {
        start(ours, quickly(3), Map.of());
        broken.add("a");
        sources.bring(feed, "a");
        await().atMost(SOON).until(() -> stored(DlqStatus.FAILED).size() == 1);
        broken.clear();
        sources.bring(feed, "a");
        await().atMost(SOON).until(() -> stored(DlqStatus.PENDING).size() == 1);

        RecordSummary failed = stored(DlqStatus.FAILED).get(0);
        assertThat(failed.metadata().attempts()).isEqualTo(3);
        assertThat(StoreFixtures.value(storage.attemptsOf(failed.id())))
                .extracting(Attempt::number)
                .containsExactly(3, 2, 1);
        assertThat(handled).isEmpty();
    }

    @Test
    void shouldDoAsAHandlerSays() throws InterruptedException {
        start(
                RecordHandler.deciding((record, context) -> switch (keyOf(record)) {
                    case "later" -> context.attempt() < 3 ? Verdict.retryLater(Duration.ofMillis(10)) : Verdict.done();
                    case "never" -> Verdict.giveUp("no such customer");
                    default -> Verdict.done();
                }),
                quickly(1),
                Map.of());
        sources.bring(feed, "later");
        sources.bring(feed, "never");
        sources.bring(feed, "good");

        await().atMost(SOON).until(() -> stored(DlqStatus.SUCCESS).size() == 1);
        await().atMost(SOON).until(() -> stored(DlqStatus.FAILED).size() == 1);

        assertThat(stored(DlqStatus.SUCCESS).get(0).metadata().attempts()).isEqualTo(3);
        assertThat(stored(DlqStatus.FAILED).get(0).failure().message()).contains("no such customer");
        assertThat(engine.control("default").statistics().handled()).isEqualTo(2);
    }

    private static final RecordHandler LATER =
            RecordHandler.deciding((record, context) -> Verdict.retryLater(Duration.ofHours(1)));

    @Test
    void shouldShowAVerdictInWordsAndNotAsAnException() throws InterruptedException {
        start(LATER, quickly(5), Map.of());
        sources.bring(feed, "a");
        await().atMost(SOON).until(() -> stored(DlqStatus.PENDING).size() == 1);

        RecordSummary waiting = stored(DlqStatus.PENDING).get(0);
        assertThat(waiting.failure().exceptionClass()).isEmpty();
        assertThat(waiting.failure().message()).contains("The handler asked for a later attempt");
        assertThat(waiting.metadata().nextAttemptAt()).isPresent();
    }

    @Test
    void shouldNotPlanWhatNobodyIsToRetry() throws InterruptedException {
        start(LATER, quickly(5), Map.of("retry.by", "nobody"));
        sources.bring(feed, "a");
        await().atMost(SOON).until(() -> stored(DlqStatus.PENDING).size() == 1);

        assertThat(stored(DlqStatus.PENDING).get(0).metadata().nextAttemptAt()).isEmpty();
    }

    @Test
    void shouldNotWaitPastTheGreatestAge() throws InterruptedException {
        start(LATER, quickly(5).toBuilder().maxAge(Duration.ofMinutes(1)).build(), Map.of());
        sources.bring(feed, "a");

        await().atMost(SOON).until(() -> stored(DlqStatus.FAILED).size() == 1);
    }

    @Test
    void shouldRetryDeadLettersFromCode() {
        start(ours, quickly(5), Map.of());
        DlqHandler dlq = engine.handler();
        byte[] key = "k".getBytes(StandardCharsets.UTF_8);

        dlq.submit(dlq.newRecord(Payload.of(key, key, DlqHeaders.none())).build());

        await().atMost(SOON).until(() -> handled.containsKey("k"));
        await().atMost(SOON).until(() -> stored(DlqStatus.SUCCESS).size() == 1);
    }

    @Test
    void shouldLeaveDeadLettersToPeopleWhereNobodyIsToRetryThem() throws InterruptedException {
        start(ours, quickly(5), Map.of("retry.by", "nobody"));
        broken.add("a");
        sources.bring(feed, "a");
        await().atMost(SOON).until(() -> stored(DlqStatus.PENDING).size() == 1);
        broken.clear();
        sources.bring(feed, "a");

        await().atMost(SOON).until(() -> handled.getOrDefault("a", List.of()).size() == 1);
        assertThat(stored(DlqStatus.PENDING).get(0).metadata().nextAttemptAt()).isEmpty();
    }

    @Test
    void shouldClaimNothingWhilePaused() throws InterruptedException {
        start(ours, quickly(1000), Map.of());
        broken.add("a");
        sources.bring(feed, "a");
        await().atMost(SOON)
                .until(() -> stored(DlqStatus.PENDING).size()
                                + stored(DlqStatus.RETRYING).size()
                        == 1);
        assertThat(engine.control("default").drain(SOON)).isTrue();
        broken.clear();
        long calls = engine.control("default").statistics().failed();

        await().during(Duration.ofMillis(300)).atMost(SOON).until(() -> handled.isEmpty());
        assertThat(engine.control("default").statistics().failed()).isEqualTo(calls);

        engine.control("default").resume();
        await().atMost(SOON).until(() -> handled.containsKey("a"));
    }

    @Test
    void shouldGiveBackWhatItHasClaimedWhenItStops() throws InterruptedException {
        start(ours, quickly(1000), Map.of());
        broken.add("a");
        for (int i = 0; i < 20; i++) {
            sources.bring(feed, "a");
        }
        await().atMost(SOON)
                .until(() -> stored(DlqStatus.PENDING).size()
                                + stored(DlqStatus.RETRYING).size()
                        == 20);

        engine.close();

        assertThat(stored(DlqStatus.RETRYING)).isEmpty();
        assertThat(stored(DlqStatus.PENDING)).hasSize(20);
    }
}
