package io.kafkadlq.jpa;

import static io.kafkadlq.api.store.StoreFixtures.audited;
import static io.kafkadlq.api.store.StoreFixtures.nextId;
import static io.kafkadlq.api.store.StoreFixtures.result;
import static io.kafkadlq.api.store.StoreFixtures.simplePayload;
import static io.kafkadlq.api.store.StoreFixtures.value;

import io.kafkadlq.api.model.Attempt;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.Failure;
import io.kafkadlq.api.model.ProcessingMetadata;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.model.RecordSummary;
import io.kafkadlq.api.model.Sequence;
import io.kafkadlq.api.model.Source;
import io.kafkadlq.api.model.Text;
import io.kafkadlq.api.store.ClaimRequest;
import io.kafkadlq.api.store.DlqSchedule;
import io.kafkadlq.api.store.DlqStorage;
import io.kafkadlq.api.store.Lease;
import io.kafkadlq.api.store.QueryCriteria;
import io.kafkadlq.api.store.RunResult;
import io.kafkadlq.api.store.StorageResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

/** Whatever can be done to records of a few kinds, by chance, beside others who do the same. Threading: one thread. */
final class RandomWork {

    static final Instant FIRST_HOUR = Instant.parse("2026-11-27T22:00:00Z");
    static final int HOURS = 5;
    static final List<String> CHANNELS = List.of("orders", "bills");
    static final List<String> CLASSES = List.of("a.Timeout", "a.Refused", "b.Größe", "c.Wrapper");

    /** Positions are drawn from so few that many come again. */
    private static final int POSITIONS = 2_000;

    private static final Instant EVER = Instant.parse("2099-01-01T00:00:00Z");
    private static final List<DlqStatus> RESULTS =
            List.of(DlqStatus.SUCCESS, DlqStatus.PENDING, DlqStatus.PENDING, DlqStatus.FAILED, DlqStatus.EXPIRED);

    private final DlqStorage storage;
    private final Instant firstHour;
    private final DlqSchedule schedule;
    private final Random random;
    private final Deque<DlqRecord> claimed = new ArrayDeque<>();
    private Lease lease;

    RandomWork(DlqStorage storage, Instant firstHour, long seed) {
        this.storage = storage;
        this.firstHour = firstHour;
        this.schedule = storage.schedule().orElseThrow();
        this.random = new Random(seed);
        this.lease = renewed(Duration.ofMinutes(10));
    }

    static <T> T anyOf(List<T> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }

    private Lease renewed(Duration lasts) {
        return value(schedule.renew(new Lease(UUID.randomUUID(), "node", lasts)));
    }

    void run(int steps) {
        for (int i = 0; i < steps; i++) {
            switch (random.nextInt(10)) {
                case 0, 1, 2 -> save();
                case 3, 4 -> claim();
                case 5, 6 -> complete();
                case 7 -> change();
                case 8 -> age();
                default -> lapse();
            }
        }
    }

    private void save() {
        value(storage.save(IntStream.range(0, 1 + random.nextInt(40))
                .mapToObj(i -> fresh())
                .toList()));
    }

    private DlqRecord fresh() {
        Instant takenIn = firstHour.plusMillis(random.nextInt(HOURS * 3_600_000));
        var id = new RecordId(RecordId.firstAt(takenIn).mostSignificantBits(), nextId().leastSignificantBits());
        int position = random.nextInt(POSITIONS);
        DlqRecord.Builder fresh = DlqRecord.builder(id, anyOf(CHANNELS, random), simplePayload())
                .source(new Source("dlt", position % 3, position, 0))
                .failure(failure())
                .metadata(ProcessingMetadata.createdAt(takenIn).withNextAttemptAt(takenIn));
        return random.nextBoolean()
                ? fresh.build()
                : fresh.sequence(new Sequence(position % 20, position)).build();
    }

    private Failure failure() {
        Failure failure = Failure.unexplained();
        failure = random.nextInt(5) == 0 ? failure : failure.withExceptionClass(Text.of(anyOf(CLASSES, random)));
        return random.nextBoolean() ? failure : failure.withRootCauseClass(Text.of(anyOf(CLASSES, random)));
    }

    private void claim() {
        claimed.addAll(value(schedule.claim(
                        new ClaimRequest(anyOf(CHANNELS, random), lease, 1 + random.nextInt(20), 1_000_000)))
                .records());
    }

    private void complete() {
        var results = new ArrayList<RunResult>();
        for (int left = random.nextInt(20); left > 0 && !claimed.isEmpty(); left--) {
            results.add(ran(claimed.remove()));
        }
        if (!results.isEmpty()) {
            value(schedule.complete(results));
        }
    }

    private RunResult ran(DlqRecord run) {
        DlqStatus status = anyOf(RESULTS, random);
        Failure failure = random.nextBoolean() ? run.failure() : failure();
        ProcessingMetadata metadata = run.metadata().withAttempts(run.metadata().attempts() + 1);
        RecordSummary after = run.summary()
                .withStatus(status)
                .withFailure(failure)
                .withMetadata(
                        status == DlqStatus.PENDING
                                ? metadata.withNextAttemptAt(Instant.EPOCH)
                                : metadata.withoutNextAttempt());
        Attempt.Outcome outcome =
                status == DlqStatus.SUCCESS ? new Attempt.Outcome.Succeeded() : new Attempt.Outcome.Failed(failure);
        return new RunResult(
                after, List.of(new Attempt(metadata.attempts(), Instant.EPOCH, Duration.ofMillis(1), "node", outcome)));
    }

    /** What a person does; he may be late, or too late for what is just being run. */
    private void change() {
        List<RecordSummary> page = value(storage.query(QueryCriteria.everything()
                        .inChannel(anyOf(CHANNELS, random))
                        .limitedTo(50)))
                .items();
        if (!page.isEmpty()
                && result(storage.find(anyOf(page, random).id())) instanceof StorageResult.Success<DlqRecord> seen) {
            DlqStatus to = anyOf(List.of(DlqStatus.values()), random);
            result(storage.update(seen.value().summary().withStatus(to), audited(seen.value(), "CHANGE")));
        }
    }

    private void age() {
        String channel = anyOf(CHANNELS, random);
        var retention = storage.retention().orElseThrow();
        if (random.nextBoolean()) {
            value(retention.expire(channel, EVER, EVER, random.nextInt(30) + 1));
        } else {
            value(retention.purge(channel, EVER, random.nextInt(30) + 1));
        }
    }

    /** Somebody dies, and another gives back what he held. */
    private void lapse() {
        value(schedule.renew(new Lease(lease.holder(), "node", Duration.ofMillis(1))));
        claimed.clear();
        lease = renewed(Duration.ofMinutes(10));
        value(schedule.recover(5));
    }
}
