package io.kafkadlq.api.store;

import static io.kafkadlq.api.store.StoreFixtures.audited;
import static io.kafkadlq.api.store.StoreFixtures.result;
import static io.kafkadlq.api.store.StoreFixtures.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.model.RecordSummary;
import io.kafkadlq.api.model.Sequence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What every storage keeps when many claim at once: nothing run by two, nothing out of order, nothing left behind. */
abstract class RaceContract extends ScheduledStorage {

    private static final int SEQUENCES = 50;
    private static final int EACH = 40;
    private static final int WORKERS = 4;

    private final Set<RecordId> running = ConcurrentHashMap.newKeySet();
    private final Set<Long> runningSequences = ConcurrentHashMap.newKeySet();
    private final Map<Long, Queue<Long>> done = new ConcurrentHashMap<>();
    private final Queue<String> wrongs = new ConcurrentLinkedQueue<>();
    private final AtomicInteger left = new AtomicInteger(SEQUENCES * EACH);

    @Test
    void shouldRunEachSequenceInOrderToItsEnd() throws Exception {
        value(storage.save(LongStream.range(0, (long) SEQUENCES * EACH)
                .mapToObj(i -> due().sequence(new Sequence(partition + i % SEQUENCES, i / SEQUENCES))
                        .build())
                .toList()));

        var workers = IntStream.range(0, WORKERS)
                .mapToObj(seed -> CompletableFuture.runAsync(
                        () -> work(new Random(seed), lived()), task -> new Thread(task).start()))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(workers).get(3, TimeUnit.MINUTES);

        var inOrder = LongStream.range(0, EACH).boxed().toList();
        assertThat(wrongs).isEmpty();
        assertThat(done).hasSize(SEQUENCES).allSatisfy((sequence, positions) -> assertThat(positions)
                .containsExactlyElementsOf(inOrder));
    }

    @RepeatedTest(10)
    void shouldReleaseTheNextWhenAllBeforeItAreMovedAtOnce() {
        var failed = LongStream.range(0, 4)
                .mapToObj(position -> saved(at(position).status(DlqStatus.FAILED)))
                .toList();
        var next = saved(at(9));
        claim(10);

        var moves = failed.stream()
                .map(record -> storage.update(record.summary().withStatus(DlqStatus.SKIPPED), audited(record, "SKIP")))
                .toList();

        assertThat(moves).allSatisfy(move -> assertThat(value(move).status()).isEqualTo(DlqStatus.SKIPPED));
        assertThat(ids(claim(10))).containsExactly(next.id());
    }

    private void work(Random random, Lease own) {
        long start = System.nanoTime();
        while (left.get() > 0 && System.nanoTime() - start < TimeUnit.MINUTES.toNanos(2)) {
            var request = new ClaimRequest(channel, own, 1 + random.nextInt(30), PLENTY);
            List<DlqRecord> claimed = value(schedule.claim(request)).records();
            var sequences =
                    claimed.stream().map(record -> sequence(record).id()).collect(Collectors.toSet());
            sequences.forEach(this::begin);
            var results = new ArrayList<RunResult>();
            var failed = new ArrayList<RecordId>();
            var broken = new HashSet<Long>();
            for (DlqRecord record : claimed) {
                if (broken.contains(sequence(record).id())) {
                    results.add(givenBack(record));
                    continue;
                }
                DlqStatus status = record.metadata().attempts() > 2 ? DlqStatus.SUCCESS : anyOf(random);
                if (status != DlqStatus.SUCCESS) {
                    broken.add(sequence(record).id());
                }
                if (status == DlqStatus.FAILED) {
                    failed.add(record.id());
                }
                results.add(run(record, status));
            }
            runningSequences.removeAll(sequences);
            if (!value(schedule.complete(results)).isEmpty()) {
                wrongs.add("left alone");
            }
            failed.forEach(this::retry);
            if (claimed.isEmpty()) {
                Thread.yield();
            }
        }
    }

    private static DlqStatus anyOf(Random random) {
        return switch (random.nextInt(8)) {
            case 0, 1 -> DlqStatus.PENDING;
            case 2 -> DlqStatus.FAILED;
            default -> DlqStatus.SUCCESS;
        };
    }

    private void begin(long sequence) {
        if (!runningSequences.add(sequence)) {
            wrongs.add("run twice: " + sequence);
        }
    }

    private RunResult run(DlqRecord record, DlqStatus status) {
        if (!running.add(record.id())) {
            wrongs.add("run twice: " + record);
        }
        if (status == DlqStatus.SUCCESS) {
            done.computeIfAbsent(sequence(record).id(), id -> new ConcurrentLinkedQueue<>())
                    .add(sequence(record).position());
            left.decrementAndGet();
        }
        running.remove(record.id());
        return new RunResult(
                record.summary()
                        .withStatus(status)
                        .withMetadata(
                                record.metadata().withAttempts(record.metadata().attempts() + 1)),
                List.of());
    }

    /** Behind one that did not succeed it waits for its turn. */
    private static RunResult givenBack(DlqRecord record) {
        return new RunResult(
                record.summary()
                        .withStatus(DlqStatus.PENDING)
                        .withMetadata(record.metadata().withoutNextAttempt()),
                List.of());
    }

    private static Sequence sequence(DlqRecord record) {
        return record.summary().sequence().orElseThrow();
    }

    /** What a person does about one that has failed. */
    private void retry(RecordId id) {
        DlqRecord failed = found(id);
        RecordSummary again = failed.summary().withStatus(DlqStatus.PENDING);
        if (!(result(storage.update(again, audited(failed, "RETRY"))) instanceof StorageResult.Success)) {
            wrongs.add("not retried: " + failed);
        }
    }
}
