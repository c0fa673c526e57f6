package io.kafkadlq.core.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.model.DlqHeaders;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.Payload;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.model.Sequence;
import io.kafkadlq.core.metrics.ChannelMetrics;
import io.kafkadlq.core.stage.InFlight;
import io.kafkadlq.core.stage.Letter;
import io.kafkadlq.core.time.RecordIds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SequencedBatchesTest {

    private static final int WRITERS = 4;
    private static final int SEQUENCES = 13;
    private static final int RECORDS = 5_000;

    private final Map<Long, List<Long>> stored = new ConcurrentHashMap<>();
    private final InFlight inFlight = new InFlight(Long.MAX_VALUE);

    /** Notes the order in which records of its sequence became durable. */
    private final class Numbered implements Letter {

        private final DlqRecord record;

        Numbered(long sequence, long position) {
            this.record = DlqRecord.builder(RecordIds.next(), "default", Payload.of(null, null, DlqHeaders.none()))
                    .sequence(new Sequence(sequence, position))
                    .build();
        }

        @Override
        public int sizeBytes() {
            return 0;
        }

        @Override
        public DlqRecord record() {
            return record;
        }

        @Override
        public void durable(RecordId storedAs) {
            Sequence place = record.summary().sequence().orElseThrow();
            stored.computeIfAbsent(place.id(), first -> new CopyOnWriteArrayList<>())
                    .add(place.position());
        }

        @Override
        public void abandoned(Throwable why) {
            throw new AssertionError(why);
        }
    }

    @Test
    void shouldStoreEachSequenceInItsOrderHoweverManyWriteAtOnce() throws InterruptedException {
        var storage = new FakeStorage();
        var config = BatchScene.config(1, 16, Duration.ZERO, 1);
        var batches = new SequencedBatches(
                IntStream.range(0, WRITERS)
                        .mapToObj(writer -> new BatchStage(
                                config, storage, inFlight, new ChannelMetrics(), Thread::new, System::nanoTime))
                        .toList(),
                System::nanoTime);

        var expected = new ArrayList<Long>();
        for (long i = 0; i < RECORDS; i++) {
            var letter = new Numbered(i % SEQUENCES, i);
            assertThat(inFlight.tryEnter(letter)).isTrue();
            while (!batches.offer(letter, System.nanoTime())) {
                batches.awaitRoom();
            }
            batches.endOfBatch();
            expected.add(i);
        }
        batches.close(Duration.ofSeconds(20));

        assertThat(stored).hasSize(SEQUENCES);
        assertThat(stored.values())
                .allSatisfy(positions -> assertThat(positions).isSorted());
        assertThat(stored.values().stream().flatMap(List::stream).sorted().toList())
                .isEqualTo(expected);
    }
}
