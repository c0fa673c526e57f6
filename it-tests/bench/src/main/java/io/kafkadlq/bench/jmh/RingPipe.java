package io.kafkadlq.bench.jmh;

import io.kafkadlq.api.config.BufferConfig;
import io.kafkadlq.api.config.WaitStrategyType;
import io.kafkadlq.core.buffer.Publishers;
import io.kafkadlq.core.buffer.RingStage;
import io.kafkadlq.core.stage.InFlight;
import io.kafkadlq.core.stage.Letter;
import io.kafkadlq.core.stage.Stage;
import io.kafkadlq.core.time.NanoClock;
import java.time.Duration;
import java.util.List;

/** The engine's ring as a channel has it: with its bound of bytes, and open to many publishers though one comes. */
final class RingPipe implements Pipe {

    private static final long MAX_BYTES = 128L << 20;

    private final RingStage ring;

    RingPipe(int size, WaitStrategyType waitStrategy, Arrivals arrivals) {
        var inFlight = new InFlight(MAX_BYTES);
        this.ring = new RingStage(
                new BufferConfig(size, MAX_BYTES, waitStrategy, 1),
                Publishers.MANY,
                new End(arrivals, inFlight),
                new RingStage.Parts(
                        "bench", inFlight, Thread::new, Runtime.getRuntime().availableProcessors(), NanoClock.SYSTEM));
    }

    @Override
    public void put(NumberedLetter letter) throws InterruptedException {
        while (!ring.offer(letter, 0)) {
            ring.awaitRoom();
        }
    }

    @Override
    public void putAll(List<NumberedLetter> letters) throws InterruptedException {
        int taken = ring.offerAll(letters, 0);
        while (taken < letters.size()) {
            ring.awaitRoom();
            taken += ring.offerAll(letters.subList(taken, letters.size()), 0);
        }
    }

    @Override
    public void close() {
        ring.close(Duration.ZERO);
    }

    /** In place of the batch stage and its writers. */
    private record End(Arrivals arrivals, InFlight inFlight) implements Stage {

        @Override
        public boolean offer(Letter letter, long enteredNanos) {
            inFlight.leave(letter);
            arrivals.arrived((NumberedLetter) letter);
            return true;
        }

        @Override
        public void endOfBatch() {}

        @Override
        public void awaitRoom() {}

        @Override
        public void close(Duration drainWithin) {}
    }
}
