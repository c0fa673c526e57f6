package io.kafkadlq.bench.line;

import io.kafkadlq.api.config.BatchConfig;
import io.kafkadlq.api.config.BufferConfig;
import io.kafkadlq.api.config.WaitStrategyType;
import io.kafkadlq.api.model.DlqHeaders;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.Payload;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.store.DlqStorage;
import io.kafkadlq.core.batch.BatchStage;
import io.kafkadlq.core.buffer.Publishers;
import io.kafkadlq.core.buffer.RingStage;
import io.kafkadlq.core.metrics.ChannelMetrics;
import io.kafkadlq.core.stage.InFlight;
import io.kafkadlq.core.stage.Letter;
import io.kafkadlq.core.stage.Stage;
import io.kafkadlq.core.time.NanoClock;
import io.kafkadlq.core.time.RecordIds;
import java.time.Duration;
import java.util.Objects;
import java.util.function.IntFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The engine's way from submission to the store: ring, batch, writers. A record has arrived when it is durable. */
public final class RingLine implements Line {

    private static final int RING = 16_384;
    private static final long MAX_BYTES = 128L << 20;

    private final Stage ring;
    private final DlqStorage storage;
    private final IntFunction<Letter> letters;

    private RingLine(DlqStorage storage, IntFunction<Letter> letters) {
        this.storage = storage;
        this.letters = letters;
        var inFlight = new InFlight(MAX_BYTES);
        var batch = new BatchStage(
                BatchConfig.DEFAULT, storage, inFlight, new ChannelMetrics(), Thread::new, NanoClock.SYSTEM);
        this.ring = new RingStage(
                new BufferConfig(RING, MAX_BYTES, WaitStrategyType.BLOCKING, 1),
                Publishers.MANY,
                batch,
                new RingStage.Parts(
                        "bench", inFlight, Thread::new, Runtime.getRuntime().availableProcessors(), NanoClock.SYSTEM));
    }

    /** Letters and records are made before: what is allocated is the stages' own. */
    public static RingLine ofMadeBefore(Pool pool, DlqStorage storage, Line.End end) {
        var letters = new Letter[pool.size()];
        for (int index = 0; index < letters.length; index++) {
            var letter = new PoolLetter(pool.record(index), index, end);
            letter.record();
            letters[index] = letter;
        }
        return new RingLine(storage, index -> letters[index]);
    }

    /** A letter and a record each time, as for real: the ring's consumer makes the record. */
    public static RingLine ofFresh(Pool pool, DlqStorage storage, Line.End end) {
        return new RingLine(storage, index -> new PoolLetter(pool.record(index), index, end));
    }

    @Override
    public void offer(int index) throws InterruptedException {
        Letter letter = letters.apply(index);
        long entered = System.nanoTime();
        while (!ring.offer(letter, entered)) {
            ring.awaitRoom();
        }
    }

    @Override
    public void endOfBurst() {
        ring.endOfBatch();
    }

    @Override
    public void close(Duration within) {
        ring.close(within);
        storage.close();
    }

    /** A record of the pool on its way to the store. */
    private static final class PoolLetter implements Letter {

        private final ConsumerRecord<byte[], byte[]> from;
        private final int index;
        private final Line.End end;
        private @Nullable DlqRecord record;

        PoolLetter(ConsumerRecord<byte[], byte[]> from, int index, Line.End end) {
            this.from = from;
            this.index = index;
            this.end = end;
        }

        @Override
        public int sizeBytes() {
            return from.serializedKeySize() + from.serializedValueSize();
        }

        @Override
        public DlqRecord record() {
            if (record == null) {
                var payload = Payload.of(from.key(), from.value(), DlqHeaders.none());
                record = DlqRecord.builder(RecordIds.next(), "bench", payload).build();
            }
            return Objects.requireNonNull(record);
        }

        @Override
        public void durable(RecordId storedAs) {
            try {
                end.take(index);
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void abandoned(Throwable why) {
            // Counted by its not arriving.
        }
    }
}
