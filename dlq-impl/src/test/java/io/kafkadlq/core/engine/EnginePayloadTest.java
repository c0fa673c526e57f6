package io.kafkadlq.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kafkadlq.api.ChangeCommand;
import io.kafkadlq.api.ChangeCommand.Turn;
import io.kafkadlq.api.ChangeResult;
import io.kafkadlq.api.PayloadUnavailableException;
import io.kafkadlq.api.RecordHandler;
import io.kafkadlq.api.model.Attempt;
import io.kafkadlq.api.model.DlqHeaders;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.ErrorType;
import io.kafkadlq.api.model.Payload;
import io.kafkadlq.api.model.PayloadState;
import io.kafkadlq.api.model.RecordAction;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.model.RecordSummary;
import io.kafkadlq.api.model.Source;
import io.kafkadlq.api.policy.BackoffStrategy;
import io.kafkadlq.api.policy.RetryPolicy;
import io.kafkadlq.api.store.AuditEntry;
import io.kafkadlq.api.store.QueryCriteria;
import io.kafkadlq.api.store.StorageResult;
import io.kafkadlq.api.store.StoreFixtures;
import io.kafkadlq.core.config.Configured;
import io.kafkadlq.core.delivery.Feed;
import io.kafkadlq.core.memory.MemoryStorage;
import io.kafkadlq.core.payload.LyingRecords;
import io.kafkadlq.core.redrive.PrefixedHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is stored of payloads, and what handlers and people see of them, by payload.store. */
class EnginePayloadTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final MemoryStorage storage = new MemoryStorage(Clock.systemUTC());
    private final FedSources sources = new FedSources();
    private final LyingRecords topics = new LyingRecords();
    private final Feed feed = new Feed(0, 4096);
    private final List<ConsumerRecord<byte[], byte[]>> handled = new CopyOnWriteArrayList<>();
    private volatile boolean isBroken = true;
    private Engine engine;

    private void start(Map<String, String> channel, RetryPolicy policy) {
        Map<String, String> settings = new HashMap<>(Map.of("dlq.store.type", "memory", "dlq.lease", "PT2S"));
        channel.forEach((key, value) -> settings.put("dlq.channel.default." + key, value));
        RecordHandler handler = RecordHandler.each(record -> {
            if (isBroken) {
                throw new IllegalStateException("broken");
            }
            handled.add(record);
        });
        engine = new Engine(
                Configured.by(settings),
                new Engine.Parts(
                        storage,
                        new Nowhere(),
                        new PrefixedHeaders(),
                        new FedAndLying(sources, topics),
                        new Application(Map.of("default", handler), Map.of(), Map.of("default", policy)),
                        exceptions -> ErrorType.UNKNOWN,
                        new NoPlugins(),
                        2,
                        Thread::new,
                        Clock.systemUTC()));
        engine.start();
    }

    private void startWithReferences(RetryPolicy policy) {
        start(Map.of("payload.store", "reference"), policy);
    }

    private static RetryPolicy each(Duration wait) {
        return RetryPolicy.builder()
                .maxAttempts(1000)
                .backoff(new BackoffStrategy.Fixed(wait))
                .build();
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    private List<RecordSummary> stored(DlqStatus... status) {
        return StoreFixtures.value(storage.query(QueryCriteria.everything().withStatuses(Set.of(status))))
                .items();
    }

    /** Fails once, and lies in its topic, which is that of the feed, with headers that the store does not keep. */
    private Payload failOn(String key) throws InterruptedException {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        var headers = new DlqHeaders.Builder().add("h", bytes).add("h", null).build();
        var payload = Payload.of(bytes, bytes, headers);
        topics.with(new Source("orders", 0, feed.position(), 0), payload);
        int before = stored(DlqStatus.values()).size();
        sources.bring(feed, key);
        await().atMost(SOON).until(() -> stored(DlqStatus.values()).size() > before);
        return payload;
    }

    private void ask(RecordAction action, long offset) {
        RecordId id = stored(DlqStatus.values()).stream()
                .filter(record -> record.source().offset() == offset)
                .map(RecordSummary::id)
                .findFirst()
                .orElseThrow();
        var command = new ChangeCommand(id, action, OptionalLong.empty(), Turn.IN_ORDER, "anna", "");
        assertThat(engine.desk().change(command).toCompletableFuture().join()).isInstanceOf(ChangeResult.Changed.class);
    }

    private DlqRecord kept(RecordSummary record) {
        return StoreFixtures.value(storage.find(record.id()));
    }

    private static Payload shown(ConsumerRecord<byte[], byte[]> record) {
        return Payload.of(record.key(), record.value(), DlqHeaders.copyOf(record.headers()));
    }

    @Test
    void shouldStoreAReferenceAndGiveTheHandlerTheBytesOfItsTopic() throws InterruptedException {
        startWithReferences(each(Duration.ofMillis(20)));
        Payload first = failOn("a");
        Payload second = failOn("a");
        DlqRecord kept = stored(DlqStatus.values()).stream()
                .filter(record -> record.source().offset() == 0)
                .map(this::kept)
                .findFirst()
                .orElseThrow();
        assertThat(kept.payload().state()).isEqualTo(PayloadState.POINTER);
        assertThat(kept.payload().key()).hasValue("a".getBytes(StandardCharsets.UTF_8));
        assertThat(kept.payload().value()).isEmpty();
        assertThat(kept.summary().payload().valueBytes()).hasValue(1);
        assertThat(kept.failure().message()).contains("broken");

        isBroken = false;

        await().atMost(SOON).until(() -> stored(DlqStatus.SUCCESS).size() == 2);
        assertThat(handled).extracting(EnginePayloadTest::shown).containsExactly(first, second);
        assertThat(handled).extracting(ConsumerRecord::offset).containsExactly(0L, 1L);
        assertThat(kept(stored(DlqStatus.SUCCESS).get(0)).payload().value()).isEmpty();
    }

    @Test
    void shouldGiveUpOnceAndSayWhyWhereTheTopicHasLostIt() throws InterruptedException {
        startWithReferences(each(Duration.ofHours(1)));
        failOn("a");
        failOn("a");
        topics.lose(new Source("orders", 0, 0, 0));
        isBroken = false;
        ask(RecordAction.RETRY, 0);

        await().atMost(SOON).until(() -> stored(DlqStatus.FAILED).size() == 1);

        RecordSummary lost = stored(DlqStatus.FAILED).get(0);
        assertThat(lost.failure().message()).contains("Its payload is gone: orders-0@0 is lost");
        assertThat(StoreFixtures.value(storage.attemptsOf(lost.id())).get(0).outcome())
                .isEqualTo(new Attempt.Outcome.GivenUp("Its payload is gone: orders-0@0 is lost"));
        int attempts = lost.metadata().attempts();
        await().during(Duration.ofMillis(500))
                .atMost(SOON)
                .until(() -> kept(lost).metadata().attempts() == attempts);
        assertThat(handled).isEmpty();

        // Its key waits for a person, and goes on without it when that one says so.
        ask(RecordAction.SKIP, 0);
        await().atMost(SOON).until(() -> stored(DlqStatus.SUCCESS).size() == 1);
        assertThat(handled).extracting(ConsumerRecord::offset).containsExactly(1L);
    }

    @Test
    void shouldBurnNoAttemptsWhileKafkaIsAway() throws InterruptedException {
        startWithReferences(each(Duration.ofHours(1)));
        topics.away(true);
        failOn("a");
        failOn("a");
        isBroken = false;
        ask(RecordAction.RETRY, 0);

        await().atMost(SOON).until(() -> !topics.asked().isEmpty());
        await().atMost(SOON)
                .until(() -> stored(DlqStatus.PENDING).size() == 2
                        && stored(DlqStatus.PENDING).stream()
                                .flatMap(record -> record.metadata().nextAttemptAt().stream())
                                .anyMatch(due -> due.isAfter(Instant.now().plusSeconds(5))));
        int asked = topics.asked().size();
        assertThat(stored(DlqStatus.PENDING))
                .noneMatch(record -> record.metadata().attempts() > 1);
        topics.away(false);
        // Well before it is asked again by itself.
        await().during(Duration.ofMillis(300))
                .atMost(SOON)
                .until(() -> topics.asked().size() == asked);

        ask(RecordAction.RETRY, 0);

        await().atMost(SOON).until(() -> stored(DlqStatus.SUCCESS).size() == 2);
        assertThat(handled).extracting(ConsumerRecord::offset).containsExactly(0L, 1L);
    }

    @Test
    void shouldRevealWhatLiesInTheTopicAndAuditIt() throws InterruptedException {
        startWithReferences(each(Duration.ofHours(1)));
        Payload payload = failOn("a");
        RecordId id = stored(DlqStatus.values()).get(0).id();

        assertThat(StoreFixtures.value(engine.desk().reveal(id, "anna")).payload())
                .isEqualTo(payload);
        assertThat(StoreFixtures.value(storage.auditOf(id)))
                .extracting(AuditEntry::action)
                .containsExactly("REVEAL_PAYLOAD");

        topics.away(true);
        assertThat(engine.desk().reveal(id, "anna").toCompletableFuture().join())
                .isInstanceOfSatisfying(StorageResult.Failure.class, failed -> {
                    assertThat(failed.retryable()).isTrue();
                    assertThat(failed.cause()).isInstanceOf(PayloadUnavailableException.class);
                });
        topics.away(false);
        topics.lose(new Source("orders", 0, 0, 0));
        DlqRecord lost = StoreFixtures.value(engine.desk().reveal(id, "anna"));
        assertThat(lost.payload().state()).isEqualTo(PayloadState.MISSING);
        assertThat(lost.payload().key()).isPresent();
        assertThat(lost.summary().problems()).containsExactly("Its payload is gone: orders-0@0 is lost");
    }

    @Test
    void shouldListARecordThatItsTopicHasLostAsMissing() throws InterruptedException {
        startWithReferences(each(Duration.ofHours(1)));
        failOn("a");
        topics.keepsFrom("orders", 1);

        RecordSummary listed = StoreFixtures.value(engine.desk().query(QueryCriteria.everything()))
                .items()
                .get(0);

        assertThat(listed.payload().state()).isEqualTo(PayloadState.MISSING);
        assertThat(StoreFixtures.value(engine.desk().find(listed.id())).problems())
                .hasSize(1);
    }

    @Test
    void shouldStoreInFullWhatCodeBrings() {
        startWithReferences(each(Duration.ofHours(1)));
        byte[] bytes = {1};

        engine.handler()
                .handle(new ConsumerRecord<>("orders", 0, 7, bytes, bytes), new IllegalStateException())
                .toCompletableFuture()
                .join();

        assertThat(kept(stored(DlqStatus.values()).get(0)).payload())
                .isEqualTo(Payload.of(bytes, bytes, DlqHeaders.none()));
    }

    @Test
    void shouldStoreNothingButSizesIfNothingIsToBeKept() throws InterruptedException {
        start(Map.of("payload.store", "none", "retry.by", "nobody"), each(Duration.ofHours(1)));
        failOn("a");
        RecordSummary listed = stored(DlqStatus.values()).get(0);

        assertThat(kept(listed).payload())
                .isEqualTo(Payload.withoutValue(null, DlqHeaders.none(), PayloadState.MISSING));
        assertThat(listed.payload().valueBytes()).hasValue(1);
        assertThat(StoreFixtures.value(engine.desk().reveal(listed.id(), "anna"))
                        .summary()
                        .problems())
                .containsExactly("Nothing of its payload was kept, as payload.store of channel 'default' was none");
        assertThat(topics.asked()).isEmpty();
    }
}
