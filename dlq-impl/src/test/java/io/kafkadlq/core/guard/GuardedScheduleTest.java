package io.kafkadlq.core.guard;

import static io.kafkadlq.core.guard.ScriptedStorage.Line.AWAY;
import static io.kafkadlq.core.guard.ScriptedStorage.Line.WORKS;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.store.ClaimRequest;
import io.kafkadlq.api.store.DlqRetention;
import io.kafkadlq.api.store.DlqSchedule;
import io.kafkadlq.api.store.DlqSequences;
import io.kafkadlq.api.store.Lease;
import io.kafkadlq.api.store.StorageResult;
import io.kafkadlq.api.store.StoreFixtures;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The schedule and the retention of a storage behind the guards of Java SE. */
class GuardedScheduleTest {

    private static final Map<String, String> SETTINGS = Map.of("Retry/delay", "1");
    private static final Lease LEASE = new Lease(UUID.randomUUID(), "node-1", Duration.ofMinutes(1));

    private final ScriptedStorage store = new ScriptedStorage(AWAY, AWAY, WORKS);
    private final GuardedStorage guarded =
            new GuardedStorage(store, PlainGuards.by(key -> Optional.ofNullable(SETTINGS.get(key)), Thread::new));

    /** A call, named by what it does. */
    private record Call(String name, Function<GuardedStorage, CompletionStage<? extends StorageResult<?>>> made) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static DlqSchedule schedule(GuardedStorage storage) {
        return storage.schedule().orElseThrow();
    }

    private static DlqSequences sequences(GuardedStorage storage) {
        return schedule(storage).sequences();
    }

    private static DlqRetention retention(GuardedStorage storage) {
        return storage.retention().orElseThrow();
    }

    static Stream<Call> harmlessTwice() {
        var id = StoreFixtures.nextId();
        return Stream.of(
                new Call("renew", storage -> schedule(storage).renew(LEASE)),
                new Call("complete", storage -> schedule(storage).complete(List.of())),
                new Call("blockedWithin", storage -> sequences(storage).blockedWithin(1, 2)),
                new Call("blockedAmong", storage -> sequences(storage).blockedAmong(Set.of(1L))),
                new Call("ahead", storage -> sequences(storage).ahead(id)),
                new Call("attemptsOf", storage -> storage.attemptsOf(id)));
    }

    static Stream<Call> onceOnly() {
        return Stream.of(
                new Call("claim", storage -> schedule(storage).claim(new ClaimRequest("orders", LEASE, 1, 1))),
                new Call("recover", storage -> schedule(storage).recover(1)),
                new Call("expire", storage -> retention(storage).expire("orders", Instant.EPOCH, Instant.EPOCH, 1)),
                new Call("purge", storage -> retention(storage).purge("orders", Instant.EPOCH, 1)));
    }

    @AfterEach
    void close() {
        guarded.close();
    }

    private StorageResult<?> result(Call call) {
        return call.made().apply(guarded).toCompletableFuture().join();
    }

    @ParameterizedTest
    @MethodSource("harmlessTwice")
    void shouldMakeACallAgainThatDoesNoHarm(Call call) {
        assertThat(result(call)).isInstanceOf(StorageResult.Success.class);
        assertThat(store.calls()).isEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("onceOnly")
    void shouldMakeACallOnceThatChangesMoreEachTime(Call call) {
        assertThat(result(call)).isEqualTo(StorageResult.unavailable(ScriptedStorage.OUTAGE));
        assertThat(store.calls()).isEqualTo(1);
    }
}
