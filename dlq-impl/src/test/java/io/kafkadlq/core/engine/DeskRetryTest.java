package io.kafkadlq.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kafkadlq.api.ChangeCommand;
import io.kafkadlq.api.ChangeCommand.Turn;
import io.kafkadlq.api.ChangeResult;
import io.kafkadlq.api.RecordHandler;
import io.kafkadlq.api.Retrier;
import io.kafkadlq.api.model.Attempt;
import io.kafkadlq.api.model.DlqHeaders;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.ErrorType;
import io.kafkadlq.api.model.RecordAction;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.model.RecordSummary;
import io.kafkadlq.api.policy.RetryPolicy;
import io.kafkadlq.api.store.QueryCriteria;
import io.kafkadlq.api.store.StoreFixtures;
import io.kafkadlq.core.config.Configured;
import io.kafkadlq.core.delivery.Feed;
import io.kafkadlq.core.memory.MemoryStorage;
import io.kafkadlq.core.redrive.PrefixedHeaders;
import io.kafkadlq.core.redrive.RecordPublisher;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** People and the schedule at the same records: what the handler sees of what the desk is asked for. */
class DeskRetryTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final MemoryStorage storage = new MemoryStorage(Clock.systemUTC());
    private final FedSources sources = new FedSources();
    private final Feed feed = new Feed(0, 4096);
    private final List<Long> handled = new CopyOnWriteArrayList<>();
    private volatile boolean isBroken = true;
    private Engine engine;

    @BeforeEach
    void giveUpOnTheFirstOfThreeOfAKey() throws InterruptedException {
        RecordHandler handler = RecordHandler.each(record -> {
            if (isBroken) {
                throw new IllegalStateException("broken");
            }
            handled.add(record.offset());
        });
        engine = new Engine(
                Configured.by(Map.of("dlq.store.type", "memory", "dlq.lease", "PT2S")),
                new Engine.Parts(
                        storage,
                        nowhere(),
                        new PrefixedHeaders(),
                        sources,
                        new Application(
                                Map.of("default", handler),
                                Map.of(),
                                Map.of(
                                        "default",
                                        RetryPolicy.builder().maxAttempts(1).build())),
                        exceptions -> ErrorType.UNKNOWN,
                        new NoPlugins(),
                        2,
                        Thread::new,
                        Clock.systemUTC()));
        engine.start();
        sources.bring(feed, "a");
        await().atMost(SOON).until(() -> stored(DlqStatus.FAILED).size() == 1);
        sources.bring(feed, "a");
        sources.bring(feed, "a");
        await().atMost(SOON).until(() -> stored(DlqStatus.PENDING).size() == 2);
        isBroken = false;
    }

    @AfterEach
    void stop() {
        engine.close();
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

    private List<RecordSummary> stored(DlqStatus status) {
        return StoreFixtures.value(storage.query(QueryCriteria.everything().withStatuses(Set.of(status))))
                .items();
    }

    private RecordId at(long offset) {
        return StoreFixtures.value(storage.query(QueryCriteria.everything())).items().stream()
                .filter(record -> record.source().offset() == offset)
                .map(RecordSummary::id)
                .findFirst()
                .orElseThrow();
    }

    private void ask(RecordAction action, long offset, Turn turn) {
        var command = new ChangeCommand(at(offset), action, OptionalLong.empty(), turn, "anna", "");
        assertThat(engine.desk().change(command).toCompletableFuture().join()).isInstanceOf(ChangeResult.Changed.class);
    }

    private void ask(RecordAction action, long offset) {
        ask(action, offset, Turn.IN_ORDER);
    }

    private void awaitHandled(Long... offsets) {
        await().atMost(SOON).untilAsserted(() -> assertThat(handled).containsExactly(offsets));
        await().atMost(SOON).until(() -> stored(DlqStatus.SUCCESS).size() == offsets.length);
    }

    @Test
    void shouldTellWhoIsAheadAndWhoRetries() {
        assertThat(StoreFixtures.value(engine.desk().ahead(at(2)))).isEqualTo(2);
        assertThat(StoreFixtures.value(engine.desk().ahead(at(0)))).isZero();
        assertThat(engine.desk().retrierOf("default")).isEqualTo(Retrier.THIS_INSTANCE);
        assertThat(engine.desk().retrierOf("elsewhere")).isEqualTo(Retrier.NOBODY);
    }

    @Test
    void shouldHandleWhatWasGivenUpAndThenThoseBehindIt() {
        ask(RecordAction.RETRY, 0);

        awaitHandled(0L, 1L, 2L);
        assertThat(StoreFixtures.value(engine.desk().attemptsOf(at(0))))
                .extracting(Attempt::number)
                .startsWith(2);
    }

    @Test
    void shouldLetAReleasedRecordWaitForItsTurnAgain() {
        ask(RecordAction.HOLD, 1);
        ask(RecordAction.RELEASE, 1);
        ask(RecordAction.RETRY, 2);
        ask(RecordAction.RETRY, 0);

        awaitHandled(0L, 1L, 2L);
    }

    @Test
    void shouldHandleWhatGoesOutOfOrderFirstAndLetTheOthersWait() {
        ask(RecordAction.RETRY, 2, Turn.OUT_OF_ORDER);
        awaitHandled(2L);

        ask(RecordAction.RETRY, 0);

        awaitHandled(2L, 0L, 1L);
    }

    @Test
    void shouldReleaseTheNextWhenTheHeadIsSkipped() {
        ask(RecordAction.SKIP, 0);

        awaitHandled(1L, 2L);
        assertThat(stored(DlqStatus.SKIPPED)).hasSize(1);
    }

    @Test
    void shouldReleaseTheNextWhenTheHeadIsOnHoldAndHandleTheHeadLater() {
        ask(RecordAction.HOLD, 0);
        awaitHandled(1L, 2L);

        ask(RecordAction.RELEASE, 0);

        awaitHandled(1L, 2L, 0L);
    }

    @Test
    void shouldHandleWhatIsRestored() {
        ask(RecordAction.EXPIRE, 0);
        awaitHandled(1L, 2L);

        ask(RecordAction.RESTORE, 0);

        awaitHandled(1L, 2L, 0L);
    }
}
