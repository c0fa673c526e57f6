package io.kafkadlq.core.retry;

import io.kafkadlq.api.model.Sequence;
import io.kafkadlq.api.store.DlqSequences;
import io.kafkadlq.api.store.StorageResult;
import io.kafkadlq.core.delivery.Claim;
import io.kafkadlq.core.delivery.Delivery;
import io.kafkadlq.core.flow.Seldom;
import io.kafkadlq.core.time.NanoClock;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Which sequences of the partitions that are read here have unresolved dead letters: their next records are stored behind
 * those, and not handled. Known from the store when a partition is assigned, and from then on by what fails; the store is
 * asked again and again which of them are resolved, by whatever instance or person.
 *
 * <p>A sequence is blocked from the moment that a record of it fails, before the next of it begins, until the store says
 * that none of it is unresolved, asked after all of it that was under way had become durable.
 *
 * <p>Threading: {@link #isKnown} by the threads that poll, {@link #isBlocked} and {@link #block} by workers, {@link #refresh}
 * by one thread.
 */
final class BlockedSequences {

    /** A hundred bytes each; more are a flood that no memory should be spent on. */
    static final int MOST = 1_000_000;

    private static final long ASK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final String channel;
    private final SequenceRule rule;
    private final DlqSequences store;
    private final NanoClock clock;
    private final Map<Long, Block> blocks = new ConcurrentHashMap<>();
    private final Map<Claim, Loading> partitions = new ConcurrentHashMap<>();
    private final AtomicInteger size = new AtomicInteger();
    private final AtomicBoolean asking = new AtomicBoolean();
    private final Seldom unanswered = new Seldom();
    private final Seldom overflows = new Seldom();

    BlockedSequences(String channel, SequenceRule rule, DlqSequences store, NanoClock clock) {
        this.clock = clock;
        this.channel = channel;
        this.rule = rule;
        this.store = store;
    }

    /** Whether it is known which sequences of the delivery's partition are blocked; if not, the store is being asked. */
    boolean isKnown(Delivery delivery) {
        Loading loading = partitions.get(delivery.claim());
        if (loading == null) {
            ConsumerRecord<byte[], byte[]> record = delivery.record();
            loading = new Loading(record.topic(), record.partition());
            partitions.put(delivery.claim(), loading);
        }
        if (!loading.done) {
            loading.ask();
        }
        return loading.done && !isFull();
    }

    private boolean isFull() {
        boolean full = size.get() >= MOST;
        if (full && overflows.isTime()) {
            Log.tooManyBlocked(channel, size.get());
        }
        return full;
    }

    /** Whether something before the record is unresolved. Hot path: as a rule nothing is blocked. */
    boolean isBlocked(ConsumerRecord<byte[], byte[]> record) {
        return size.get() != 0 && hasSequence(record) && blocks.containsKey(idOf(record));
    }

    private boolean hasSequence(ConsumerRecord<byte[], byte[]> record) {
        return rule.orders(record.key());
    }

    private long idOf(ConsumerRecord<byte[], byte[]> record) {
        return rule.idOf(record.topic(), record.partition(), record.key());
    }

    /** Blocks the record's sequence; what is returned has to be told when the record is durable. */
    UnderWay block(ConsumerRecord<byte[], byte[]> record) {
        if (!hasSequence(record)) {
            return UnderWay.NOTHING;
        }
        long id = idOf(record);
        blocks.compute(id, (same, known) -> (known == null ? made() : known).oneMore());
        return () -> blocks.computeIfPresent(id, (same, known) -> known.oneLess());
    }

    private Block made() {
        size.incrementAndGet();
        return Block.NEW;
    }

    /** Asks the store which are resolved by now, unless it is being asked. */
    void refresh() {
        partitions.keySet().removeIf(claim -> claim.lastToBegin() == Claim.NOTHING);
        if (blocks.isEmpty() || !asking.compareAndSet(false, true)) {
            return;
        }
        try {
            new Refresh().next();
        } catch (RuntimeException | Error defect) {
            asking.set(false);
            throw defect;
        }
    }

    /** A record on its way to the store. */
    @FunctionalInterface
    interface UnderWay {

        UnderWay NOTHING = () -> {};

        /** It has arrived, or will not. */
        void over();
    }

    /**
     * A blocked sequence.
     *
     * @param underWay records of it on their way to the store
     * @param changes grows with each of them, so that an answer of the store which is older than one is told apart
     */
    private record Block(int underWay, int changes) {

        static final Block NEW = new Block(0, 0);

        Block oneMore() {
            return new Block(underWay + 1, changes + 1);
        }

        Block changed() {
            return new Block(underWay, changes + 1);
        }

        Block oneLess() {
            return new Block(underWay - 1, changes + 1);
        }
    }

    /** One look at all blocked sequences, a thousand at a time, each when the one before is answered. */
    private final class Refresh {

        private final Iterator<Map.Entry<Long, Block>> left = blocks.entrySet().iterator();

        void next() {
            Map<Long, Block> asked = new HashMap<>();
            while (left.hasNext() && asked.size() < DlqSequences.MAX_IDS) {
                Map.Entry<Long, Block> entry = left.next();
                if (entry.getValue().underWay() == 0) {
                    asked.put(entry.getKey(), entry.getValue());
                }
            }
            if (asked.isEmpty()) {
                asking.set(false);
                return;
            }
            store.blockedAmong(asked.keySet()).whenComplete((answer, defect) -> {
                if (answer instanceof StorageResult.Success<Set<Long>> success) {
                    asked.forEach((id, asAsked) -> {
                        if (!success.value().contains(id)) {
                            unblock(id, asAsked);
                        }
                    });
                    goOn();
                } else {
                    asking.set(false);
                }
            });
        }

        /** A store that throws, where it should answer, must not end the asking. */
        private void goOn() {
            try {
                next();
            } catch (RuntimeException | Error defect) {
                asking.set(false);
                throw defect;
            }
        }
    }

    private void unblock(long id, Block asAsked) {
        blocks.computeIfPresent(id, (same, now) -> {
            if (!now.equals(asAsked)) {
                return now;
            }
            size.decrementAndGet();
            return null;
        });
    }

    /** What the store knows of a partition, a thousand sequences at a time. Asked for by the thread that polls it. */
    private final class Loading {

        private final String topic;
        private final int partition;
        private final AtomicBoolean asked = new AtomicBoolean();
        private volatile boolean done;
        private volatile boolean failed;
        private volatile long failedNanos;

        Loading(String topic, int partition) {
            this.topic = topic;
            this.partition = partition;
        }

        void ask() {
            boolean tooSoon = failed && clock.nanos() - failedNanos < ASK_AGAIN_NANOS;
            if (!tooSoon && asked.compareAndSet(false, true)) {
                var any = new Sequence(rule.idOf(topic, partition, new byte[0]), 0);
                ask(any.firstOfPartition(), any.lastOfPartition());
            }
        }

        private void ask(long from, long to) {
            store.blockedWithin(from, to).whenComplete((answer, defect) -> {
                if (answer instanceof StorageResult.Success<Set<Long>> success) {
                    loaded(success.value(), to);
                } else {
                    if (unanswered.isTime()) {
                        Log.sequencesUnknown(
                                topic + "-" + partition,
                                String.valueOf(defect == null ? answer : defect),
                                unanswered.soFar());
                    }
                    failedNanos = clock.nanos();
                    failed = true;
                    asked.set(false);
                }
            });
        }

        private void loaded(Set<Long> ids, long to) {
            // What was asked about one before this answer is no longer to be believed.
            ids.forEach(id -> blocks.compute(id, (same, known) -> known == null ? made() : known.changed()));
            long last = ids.stream().mapToLong(Long::longValue).max().orElse(to);
            if (ids.size() < DlqSequences.MAX_IDS || last == to) {
                done = true;
            } else {
                ask(last + 1, to);
            }
        }
    }
}
