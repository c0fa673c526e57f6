package io.kafkadlq.core.guard;

import static io.kafkadlq.core.guard.ScriptedStorage.Line.AWAY;
import static io.kafkadlq.core.guard.ScriptedStorage.Line.CONFLICT;
import static io.kafkadlq.core.guard.ScriptedStorage.Line.SILENT;
import static io.kafkadlq.core.guard.ScriptedStorage.Line.WORKS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.store.CountBy;
import io.kafkadlq.api.store.Counts;
import io.kafkadlq.api.store.QueryCriteria;
import io.kafkadlq.api.store.SaveReport;
import io.kafkadlq.api.store.StorageResult;
import io.kafkadlq.api.store.StoreFixtures;
import io.kafkadlq.core.guard.ScriptedStorage.Line;
import io.kafkadlq.core.memory.MemoryStorage;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** A storage behind the guards of Java SE. */
class GuardedStorageTest {

    private static final String STORE = "io.kafkadlq.cdi.fault.StoreGuard/";
    private static final DlqRecord RECORD = StoreFixtures.complete("orders-dlt", 1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Map<String, String> settings = new HashMap<>(Map.of("Retry/delay", "1"));
    private final AtomicInteger threads = new AtomicInteger();
    private ScriptedStorage store = new ScriptedStorage(WORKS);
    private Optional<GuardedStorage> guarded = Optional.empty();

    private GuardedStorage open(Line... script) {
        store = new ScriptedStorage(script);
        var guards = PlainGuards.by(key -> Optional.ofNullable(settings.get(key)), task -> {
            threads.incrementAndGet();
            return new Thread(task);
        });
        guarded = Optional.of(new GuardedStorage(store, guards));
        return guarded.orElseThrow();
    }

    @AfterEach
    void close() {
        guarded.ifPresent(GuardedStorage::close);
        assertThat(store.isClosed()).isEqualTo(guarded.isPresent());
    }

    @Test
    void shouldNotAskForWhatTheStorageCannotDo() {
        var storage = open(WORKS);

        var query = result(storage.query(
                QueryCriteria.everything().messageContaining("refused").withKey(new byte[0])));
        var count = result(storage.count(QueryCriteria.everything(), CountBy.STATUS));

        assertThat(query).isInstanceOfSatisfying(StorageResult.Failure.class, failed -> {
            assertThat(failed.retryable()).isFalse();
            assertThat(failed.cause())
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessageContaining("KEY_SEARCH")
                    .hasMessageContaining("MESSAGE_SEARCH");
        });
        assertThat(count).isInstanceOfSatisfying(StorageResult.Failure.class, failed -> assertThat(failed.cause())
                .hasMessageContaining("COUNTS"));
        assertThat(store.calls()).isZero();
    }

    @Test
    void shouldPassOnWhatTheStorageCanDo() {
        var memory = new MemoryStorage(Clock.systemUTC());
        var guards = PlainGuards.by(key -> Optional.empty(), Thread::new);
        try (var storage = new GuardedStorage(memory, guards)) {
            assertThat(storage.capabilities()).isEqualTo(memory.capabilities());
            assertThat(result(storage.count(QueryCriteria.everything(), CountBy.STATUS)))
                    .isEqualTo(StorageResult.success(new Counts(List.of(), false)));
        }
    }

    private static <T> StorageResult<T> result(CompletionStage<StorageResult<T>> stage) {
        return StoreFixtures.result(stage);
    }

    private static StorageResult<SaveReport> save(GuardedStorage storage) {
        return result(storage.save(List.of(RECORD)));
    }

    @Test
    void shouldWriteAgainWhereTheStoreIsAwayForAMoment() {
        var storage = open(AWAY, AWAY, WORKS);

        var result = save(storage);

        assertThat(result).isEqualTo(StorageResult.success(SaveReport.allStored()));
        assertThat(store.calls()).isEqualTo(3);
        assertThat(threads).hasValue(0);
    }

    @Test
    void shouldPostponeAWriteThatItGivesUp() {
        settings.put("CircuitBreaker/requestVolumeThreshold", "100");
        var storage = open(AWAY);

        var result = save(storage);

        assertThat(result).isEqualTo(StorageResult.unavailable(ScriptedStorage.OUTAGE));
        assertThat(store.calls()).isEqualTo(1 + GuardDefaults.WRITE_RETRIES);
    }

    @Test
    void shouldWriteAgainAsOftenAsConfigured() {
        settings.put(STORE + "write/Retry/maxRetries", "0");
        var storage = open(AWAY, WORKS);

        assertThat(save(storage)).isEqualTo(StorageResult.unavailable(ScriptedStorage.OUTAGE));
        assertThat(store.calls()).isEqualTo(1);
    }

    @Test
    void shouldStopAskingAStoreThatStaysAwayAndAskAgainAfterAWhile() {
        settings.put("CircuitBreaker/delay", "300");
        var storage = open(AWAY);
        save(storage);
        save(storage);
        int askedBefore = store.calls();
        store.goOnWith(WORKS);

        var whileOpen = save(storage);

        assertThat(whileOpen)
                .isInstanceOfSatisfying(StorageResult.Failure.class, failure -> assertThat(failure.retryable())
                        .isTrue());
        assertThat(store.calls()).isEqualTo(askedBefore);
        await().atMost(PATIENCE).until(() -> save(storage), StorageResult.success(SaveReport.allStored())::equals);
    }

    @ParameterizedTest
    @EnumSource(
            value = Line.class,
            names = {"REFUSES", "BREAKS", "THROWS"})
    void shouldTakeARefusalForAnAnswer(Line refusal) {
        var storage = open(refusal);

        for (int write = 1; write <= 10; write++) {
            assertThat(save(storage))
                    .isInstanceOfSatisfying(StorageResult.Failure.class, failure -> assertThat(failure.retryable())
                            .isFalse());
            assertThat(store.calls()).isEqualTo(write);
        }
    }

    @Test
    void shouldNotWriteAgainWhatHasHadNoAnswerInTime() {
        settings.put(STORE + "write/Timeout/value", "1");
        var storage = open(SILENT);

        assertThat(save(storage))
                .isInstanceOfSatisfying(StorageResult.Failure.class, failure -> assertThat(failure.retryable())
                        .isTrue());
        assertThat(store.calls()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Line.class,
            names = {"AWAY", "SILENT"})
    void shouldLeaveAWriterThatIsToStopAtOnce(Line outage) {
        settings.put("Retry/delay", "3600000");
        var storage = open(outage);
        Thread.currentThread().interrupt();

        var result = save(storage);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(result).isInstanceOfSatisfying(StorageResult.Failure.class, failure -> assertThat(failure.cause())
                .isInstanceOf(InterruptedException.class));
        assertThat(store.calls()).isEqualTo(1);
    }

    @Test
    void shouldReadAgainWhereTheStoreIsAwayForAMoment() {
        var storage = open(AWAY, AWAY, WORKS);

        assertThat(result(storage.query(QueryCriteria.everything()))).isEqualTo(StorageResult.success(null));
        assertThat(store.calls()).isEqualTo(3);
    }

    @Test
    void shouldTellThatAReadFailedAfterAll() {
        settings.put(STORE + "read/Retry/maxRetries", "1");
        var storage = open(AWAY);

        assertThat(result(storage.auditOf(RECORD.id()))).isEqualTo(StorageResult.unavailable(ScriptedStorage.OUTAGE));
        assertThat(store.calls()).isEqualTo(2);
    }

    @Test
    void shouldGiveUpAReadThatTakesTooLong() {
        settings.put(STORE + "read/Timeout/value", "1");
        var storage = open(SILENT);

        assertThat(result(storage.find(RECORD.id())))
                .isInstanceOfSatisfying(StorageResult.Failure.class, failure -> assertThat(failure.retryable())
                        .isTrue());
        assertThat(store.calls()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Line.class,
            mode = Mode.EXCLUDE,
            names = {"AWAY", "SILENT", "BREAKS", "THROWS"})
    void shouldPassAnAnswerOn(Line answer) {
        var storage = open(answer);
        var bare = new ScriptedStorage(answer);

        for (int call = 1; call <= 10; call++) {
            assertThat(result(storage.find(RECORD.id()))).isEqualTo(result(bare.find(RECORD.id())));
            assertThat(store.calls()).isEqualTo(call);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Line.class,
            names = {"BREAKS", "THROWS"})
    void shouldPassADefectOn(Line defect) {
        var storage = open(defect);

        assertThat(storage.find(RECORD.id()))
                .failsWithin(PATIENCE)
                .withThrowableOfType(ExecutionException.class)
                .withCause(ScriptedStorage.DEFECT);
        assertThat(store.calls()).isEqualTo(1);
    }

    @Test
    void shouldNeverChangeTwice() {
        settings.put(STORE + "change/Retry/maxRetries", "5");
        settings.put("Retry/maxRetries", "5");
        var storage = open(AWAY, CONFLICT);
        var why = StoreFixtures.audited(RECORD, "REDRIVE");

        assertThat(result(storage.update(RECORD.summary(), why)))
                .isEqualTo(StorageResult.unavailable(ScriptedStorage.OUTAGE));
        assertThat(store.calls()).isEqualTo(1);
        assertThat(result(storage.audit(why))).isEqualTo(new StorageResult.ConcurrencyConflict<>(1, 2));
    }

    @Test
    void shouldCallForChangesHoweverManyHaveFailed() {
        settings.put(STORE + "change/CircuitBreaker/enabled", "true");
        var storage = open(AWAY);
        var why = StoreFixtures.audited(RECORD, "REDRIVE");

        for (int call = 0; call < 10; call++) {
            assertThat(result(storage.audit(why))).isInstanceOf(StorageResult.Failure.class);
        }

        assertThat(store.calls())
                .as("what Kafka has acknowledged must be noted")
                .isEqualTo(10);
    }

    @Test
    void shouldReadOnWhereTheBreakerIsDisabled() {
        settings.put(STORE + "read/CircuitBreaker/enabled", "false");
        settings.put(STORE + "read/Retry/maxRetries", "0");
        var storage = open(AWAY);

        for (int call = 0; call < 10; call++) {
            assertThat(result(storage.find(RECORD.id()))).isInstanceOf(StorageResult.Failure.class);
        }

        assertThat(store.calls()).isEqualTo(10);
    }

    @Test
    void shouldStillReadAgainWhileItCloses() {
        settings.put("Retry/delay", "100");
        var storage = open(AWAY, WORKS);
        var found = storage.find(RECORD.id());

        storage.close();

        assertThat(result(found)).isEqualTo(StorageResult.success(null));
    }

    @Test
    void shouldStillAnswerOnceItIsClosed() {
        var storage = open(AWAY);
        storage.close();

        assertThat(result(storage.find(RECORD.id()))).isEqualTo(StorageResult.unavailable(ScriptedStorage.OUTAGE));
        assertThat(save(storage)).isInstanceOf(StorageResult.Failure.class);
    }
}
