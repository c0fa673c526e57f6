package io.kafkadlq.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kafkadlq.api.ChangeCommand;
import io.kafkadlq.api.ChangeCommand.Turn;
import io.kafkadlq.api.ChangeResult;
import io.kafkadlq.api.RedriveCommand;
import io.kafkadlq.api.RedriveResult;
import io.kafkadlq.api.config.ChannelConfig;
import io.kafkadlq.api.model.DlqHeaders;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.Origin;
import io.kafkadlq.api.model.Payload;
import io.kafkadlq.api.model.RecordAction;
import io.kafkadlq.api.model.Source;
import io.kafkadlq.api.store.AuditEntry;
import io.kafkadlq.api.store.StorageResult;
import io.kafkadlq.core.config.Configured;
import io.kafkadlq.core.desk.RecordChanger;
import io.kafkadlq.core.desk.Retriers;
import io.kafkadlq.core.memory.MemoryStorage;
import io.kafkadlq.core.payload.Payloads;
import io.kafkadlq.core.payload.RetentionWatch;
import io.kafkadlq.core.redrive.DeadLetterHeaders;
import io.kafkadlq.core.redrive.RecordPublisher;
import io.kafkadlq.core.redrive.Redriver;
import io.kafkadlq.core.time.RecordIds;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every action asked of the desk on a record of every status: where it leads, or that it is refused. */
class TransitionsTest {

    /** What each action leads to from each status; - where it is not possible, x where nobody may ask for it. */
    private static final String TABLE = """
            action    PENDING  RETRYING  SUCCESS  FAILED   EXPIRED  SKIPPED  ON_HOLD
            CLAIM     x        x         x        x        x        x        x
            SUCCEED   x        x         x        x        x        x        x
            POSTPONE  x        x         x        x        x        x        x
            GIVE_UP   x        x         x        x        x        x        x
            GIVE_BACK x        x         x        x        x        x        x
            EXPIRE    EXPIRED  -         -        EXPIRED  -        -        -
            RETRY     PENDING  -         -        PENDING  -        -        -
            REDRIVE   SUCCESS  -         -        SUCCESS  -        -        -
            SKIP      SKIPPED  -         -        SKIPPED  -        -        SKIPPED
            HOLD      ON_HOLD  -         -        ON_HOLD  -        -        -
            RELEASE   -        -         -        -        -        -        PENDING
            RESTORE   -        -         -        -        PENDING  PENDING  -
            """;

    private final MemoryStorage storage = new MemoryStorage(Clock.systemUTC());
    private final EngineDesk desk = desk();

    private EngineDesk desk() {
        Map<String, ChannelConfig> channels = Map.of("default", Configured.channel(Map.of()));
        var payloads = Payloads.ofStoreOnly();
        var retriers = new Retriers(channels, Set.of("default"));
        var redriver = new Redriver(
                channels,
                new Redriver.Ports(storage, payloads, new Acknowledging()),
                new NoHeaders(),
                channel -> {},
                Clock.systemUTC());
        var changer = new RecordChanger(storage, retriers::isRetried, payloads, Clock.systemUTC());
        var retention = new RetentionWatch(channels, payloads);
        return new EngineDesk(
                new EngineDesk.Holdings(
                        storage,
                        payloads,
                        retention,
                        new EngineWatch(
                                Map.of(),
                                new EngineWatch.Parts(storage, retention, () -> true, () -> 0, Clock.systemUTC()))),
                new EngineDesk.Actions(redriver, changer, retriers),
                Map.of(),
                name -> {
                    throw new IllegalArgumentException(name);
                },
                Clock.systemUTC());
    }

    /** Kafka, which takes everything. */
    private static final class Acknowledging implements RecordPublisher {

        @Override
        public CompletionStage<Published> publish(String topic, DlqRecord record, DlqHeaders headers) {
            return CompletableFuture.completedStage(new Published(topic, 0, 0));
        }

        @Override
        public void close() {}
    }

    /** No dialect owns any header. */
    private static final class NoHeaders implements DeadLetterHeaders {

        @Override
        public boolean ownedBy(List<String> dialects, String headerName) {
            return false;
        }

        @Override
        public int redriveCount(DlqHeaders headers) {
            return 0;
        }
    }

    private static Stream<Arguments> cells(String kind) {
        List<String[]> lines =
                TABLE.lines().map(line -> line.strip().split(" +", -1)).toList();
        return lines.stream().skip(1).flatMap(line -> IntStream.range(1, line.length)
                .filter(column -> kindOf(line[column]).equals(kind))
                .mapToObj(column -> Arguments.of(
                        RecordAction.valueOf(line[0]),
                        DlqStatus.valueOf(lines.get(0)[column]),
                        kind.equals("legal") ? DlqStatus.valueOf(line[column]) : line[column])));
    }

    private static String kindOf(String cell) {
        return switch (cell) {
            case "x" -> "nobody's";
            case "-" -> "illegal";
            default -> "legal";
        };
    }

    static Stream<Arguments> legal() {
        return cells("legal");
    }

    static Stream<Arguments> illegal() {
        return cells("illegal");
    }

    static Stream<Arguments> nobodys() {
        return cells("nobody's");
    }

    static Stream<Arguments> all() {
        return Stream.of(legal(), illegal(), nobodys()).flatMap(cells -> cells);
    }

    @ParameterizedTest(name = "{0} leads from {1} to {2}")
    @MethodSource("legal")
    void shouldDoWhatTheStatusAllows(RecordAction action, DlqStatus from, DlqStatus to) {
        DlqRecord record = stored(from);

        Object result = ask(action, record);

        assertThat(result).isInstanceOfAny(ChangeResult.Changed.class, RedriveResult.Redriven.class);
        assertThat(current(record).status()).isEqualTo(to);
        assertThat(current(record).metadata().version()).isEqualTo(1);
        assertThat(trail(record)).containsExactly(action + " DONE");
    }

    @ParameterizedTest(name = "{0} is refused from {1}")
    @MethodSource("illegal")
    void shouldRefuseWhatTheStatusDoesNotAllow(RecordAction action, DlqStatus from) {
        DlqRecord record = stored(from);

        Object result = ask(action, record);

        assertThat(reasonOf(result)).isEqualTo("STATUS");
        assertThat(current(record)).isEqualTo(record);
        assertThat(trail(record)).containsExactly(action + " REFUSED");
    }

    @ParameterizedTest(name = "Nobody asks for {0} of {1}")
    @MethodSource("nobodys")
    void shouldLeaveToTheScheduleWhatIsItsAlone(RecordAction action, DlqStatus from) {
        DlqRecord record = stored(from);

        assertThatIllegalArgumentException().isThrownBy(() -> ask(action, record));
        assertThat(current(record)).isEqualTo(record);
    }

    @ParameterizedTest(name = "{0} of {1} is in the table")
    @MethodSource("all")
    void shouldAllowWhatTheTableAllows(RecordAction action, DlqStatus from, Object cell) {
        assertThat(RecordAction.allowedFrom(from).contains(action)).isEqualTo(cell instanceof DlqStatus);
        assertThat(all()).hasSize(RecordAction.values().length * DlqStatus.values().length);
    }

    private Object ask(RecordAction action, DlqRecord record) {
        CompletionStage<?> asked = action == RecordAction.REDRIVE
                ? desk.redrive(new RedriveCommand(record.id(), Optional.empty(), OptionalLong.empty(), "anna", ""))
                : desk.change(
                        new ChangeCommand(record.id(), action, OptionalLong.empty(), Turn.IN_ORDER, "anna", "because"));
        return asked.toCompletableFuture().join();
    }

    private static String reasonOf(Object result) {
        return result instanceof ChangeResult.Refused refused
                ? refused.reason().name()
                : ((RedriveResult.Refused) result).reason().name();
    }

    private DlqRecord stored(DlqStatus status) {
        var record = DlqRecord.builder(RecordIds.next(), "default", Payload.of(null, new byte[] {1}, DlqHeaders.none()))
                .status(status)
                .source(new Source("orders-dlt", 0, 1, 1000))
                .origin(Origin.unknown().withTopic("orders"))
                .build();
        storage.save(List.of(record)).toCompletableFuture().join();
        return record;
    }

    private DlqRecord current(DlqRecord record) {
        return ((StorageResult.Success<DlqRecord>)
                        storage.find(record.id()).toCompletableFuture().join())
                .value();
    }

    private List<String> trail(DlqRecord record) {
        return desk.auditOf(record.id())
                .toCompletableFuture()
                .join()
                .fold(
                        entries -> entries.stream().map(TransitionsTest::brief).toList(),
                        failed -> List.of(),
                        missing -> List.of(),
                        conflict -> List.of());
    }

    private static String brief(AuditEntry entry) {
        return entry.action() + " " + entry.result();
    }
}
