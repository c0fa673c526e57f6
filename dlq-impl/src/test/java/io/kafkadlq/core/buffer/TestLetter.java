package io.kafkadlq.core.buffer;

import io.kafkadlq.api.model.DlqHeaders;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.Payload;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.core.stage.Letter;
import io.kafkadlq.core.time.RecordIds;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** A letter that counts its answers. */
public final class TestLetter implements Letter {

    public static final int BYTES = 10;

    private static final DlqRecord RECORD = DlqRecord.builder(
                    RecordIds.next(), "orders", Payload.of(null, new byte[BYTES], DlqHeaders.none()))
            .build();

    final int publisher;
    final int number;
    public final AtomicInteger stored = new AtomicInteger();
    public final AtomicInteger abandoned = new AtomicInteger();
    private final Runnable reading;
    private final Runnable weighing;

    private TestLetter(int publisher, int number, Runnable reading, Runnable weighing) {
        this.publisher = publisher;
        this.number = number;
        this.reading = reading;
        this.weighing = weighing;
    }

    /** A letter on whose reading that happens. */
    static TestLetter onReading(Runnable reading) {
        return new TestLetter(0, 0, reading, () -> {});
    }

    /** A letter on whose weighing, which is on its way in, that happens. */
    static TestLetter onWeighing(Runnable weighing) {
        return new TestLetter(0, 0, () -> {}, weighing);
    }

    public static List<TestLetter> several(int publisher, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> new TestLetter(publisher, number, () -> {}, () -> {}))
                .toList();
    }

    public int answers() {
        return stored.get() + abandoned.get();
    }

    @Override
    public int sizeBytes() {
        weighing.run();
        return BYTES;
    }

    @Override
    public DlqRecord record() {
        reading.run();
        return RECORD;
    }

    @Override
    public void durable(RecordId storedAs) {
        stored.incrementAndGet();
    }

    @Override
    public void abandoned(Throwable why) {
        abandoned.incrementAndGet();
    }

    @Override
    public String toString() {
        return publisher + "/" + number;
    }
}
