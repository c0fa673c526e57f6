package io.kafkadlq.cdi;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Notes on the thread which records the engine is having handled: their failures are the engine's to deal with, and {@code
 * @DeadLettered} leaves them alone. Else a retry that fails would store its record once more, and pass for a success.
 *
 * <p>Records are known by where they lie, because a method may hand on a copy that holds the value as an object.
 */
final class EngineCall implements AutoCloseable {

    private static final ThreadLocal<EngineCall> CURRENT = new ThreadLocal<>();

    private final String channel;
    private final List<ConsumerRecord<byte[], byte[]>> records;
    private final @Nullable EngineCall outer;

    private EngineCall(String channel, List<ConsumerRecord<byte[], byte[]>> records, @Nullable EngineCall outer) {
        this.channel = channel;
        this.records = records;
        this.outer = outer;
    }

    /** Begins one on this thread, which has to close it. */
    static EngineCall begin(String channel, List<ConsumerRecord<byte[], byte[]>> records) {
        var call = new EngineCall(channel, records, CURRENT.get());
        CURRENT.set(call);
        return call;
    }

    /** Whether the engine is having the record handled for the channel, on this thread. */
    static boolean isUnderWay(String channel, ConsumerRecord<?, ?> record) {
        return Optional.ofNullable(CURRENT.get())
                .filter(call -> call.channel.equals(channel))
                .filter(call -> call.records.stream().anyMatch(handled -> liesWhere(handled, record)))
                .isPresent();
    }

    private static boolean liesWhere(ConsumerRecord<?, ?> one, ConsumerRecord<?, ?> other) {
        return one == other
                || (one.offset() == other.offset()
                        && one.partition() == other.partition()
                        && one.topic().equals(other.topic()));
    }

    @Override
    public void close() {
        if (outer == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(outer);
        }
    }
}
