package io.kafkadlq.core.memory;

import io.kafkadlq.api.model.Attempt;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.model.Sequence;
import io.kafkadlq.api.model.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The records, and what finds those that are due or in each other's way.
 *
 * <p>Threading: records and attempts are read by any thread at any time; all else happens within {@link #alone}.
 */
final class MemoryTable {

    private final Lock lock = new ReentrantLock();
    private final ConcurrentNavigableMap<RecordId, DlqRecord> records = new ConcurrentSkipListMap<>();
    private final Map<RecordId, NavigableMap<Integer, Attempt>> attempts = new ConcurrentHashMap<>();

    // The rest is guarded by the lock.
    private final Map<Position, RecordId> idsByPosition = new HashMap<>();
    private final Map<String, NavigableSet<Due>> due = new HashMap<>();
    private final NavigableMap<Long, NavigableSet<Place>> blocking = new TreeMap<>();
    private final Map<Long, Integer> retrying = new HashMap<>();

    /** What makes a record unique within its channel. */
    private record Position(String channel, String topic, int partition, long offset) {

        static Position of(DlqRecord record) {
            Source source = record.source();
            return new Position(record.channel(), source.topic(), source.partition(), source.offset());
        }
    }

    private record Due(Instant at, RecordId id) {

        static final Comparator<Due> ORDER = Comparator.comparing(Due::at).thenComparing(Due::id);
    }

    /** Where a record stands in its sequence. */
    record Place(long position, RecordId id) {

        static final Comparator<Place> ORDER =
                Comparator.comparingLong(Place::position).thenComparing(Place::id);
    }

    /** Does something while nobody else changes anything. */
    <T> T alone(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /** All records by their ids. */
    ConcurrentNavigableMap<RecordId, DlqRecord> records() {
        return records;
    }

    Optional<DlqRecord> find(RecordId id) {
        return Optional.ofNullable(records.get(id));
    }

    /** Adds a record unless it is there. @return whether it was not */
    boolean add(DlqRecord record) {
        boolean isNew = !records.containsKey(record.id()) && idOf(record).equals(record.id());
        if (isNew) {
            if (record.source().isKnown()) {
                idsByPosition.put(Position.of(record), record.id());
            }
            put(record);
        }
        return isNew;
    }

    /** The id of the record of that position, which is its own if it is the first or has none. */
    RecordId idOf(DlqRecord record) {
        return record.source().isKnown() ? idsByPosition.getOrDefault(Position.of(record), record.id()) : record.id();
    }

    /** Adds a record, or replaces the one of its id. */
    void put(DlqRecord record) {
        DlqRecord before = records.put(record.id(), record);
        if (before != null) {
            unlist(before);
        }
        list(record);
    }

    void remove(RecordId id) {
        DlqRecord gone = records.remove(id);
        if (gone != null) {
            unlist(gone);
            attempts.remove(id);
            if (gone.source().isKnown()) {
                idsByPosition.remove(Position.of(gone), id);
            }
        }
    }

    private void list(DlqRecord record) {
        dueOf(record).ifPresent(at -> due.computeIfAbsent(record.channel(), name -> new TreeSet<>(Due.ORDER))
                .add(at));
        Sequence sequence = blockedBy(record);
        if (sequence != null) {
            blocking.computeIfAbsent(sequence.id(), id -> new TreeSet<>(Place.ORDER))
                    .add(new Place(sequence.position(), record.id()));
            if (record.status() == DlqStatus.RETRYING) {
                retrying.merge(sequence.id(), 1, Integer::sum);
            }
        }
    }

    private void unlist(DlqRecord record) {
        dueOf(record).ifPresent(at -> due.computeIfPresent(record.channel(), (name, all) -> without(all, at)));
        Sequence sequence = blockedBy(record);
        if (sequence != null) {
            var place = new Place(sequence.position(), record.id());
            blocking.computeIfPresent(sequence.id(), (id, all) -> without(all, place));
            if (record.status() == DlqStatus.RETRYING) {
                retrying.computeIfPresent(sequence.id(), (id, count) -> count == 1 ? null : count - 1);
            }
        }
    }

    private static <E> @Nullable NavigableSet<E> without(NavigableSet<E> all, E one) {
        all.remove(one);
        return all.isEmpty() ? null : all;
    }

    private static Optional<Due> dueOf(DlqRecord record) {
        return record.status() == DlqStatus.PENDING
                ? record.metadata().nextAttemptAt().map(at -> new Due(at, record.id()))
                : Optional.empty();
    }

    private static @Nullable Sequence blockedBy(DlqRecord record) {
        return record.status().blocksSequence() ? record.summary().sequence().orElse(null) : null;
    }

    /** What is due in a channel, soonest first. */
    List<DlqRecord> due(String channel, Instant now, int limit) {
        var found = new ArrayList<DlqRecord>();
        for (Due next : due.getOrDefault(channel, new TreeSet<>(Due.ORDER))) {
            DlqRecord record = records.get(next.id());
            if (record == null || next.at().isAfter(now) || found.size() == limit) {
                break;
            }
            found.add(record);
        }
        return found;
    }

    /** Whether a record has to wait for another of its sequence. */
    boolean waits(DlqRecord record) {
        return record.summary()
                .sequence()
                .filter(sequence -> retrying.containsKey(sequence.id())
                        || !places(sequence.id()).first().id().equals(record.id()))
                .isPresent();
    }

    /** The first record of a sequence that is not resolved. */
    Optional<DlqRecord> head(long sequence) {
        return blocking.containsKey(sequence) ? find(places(sequence).first().id()) : Optional.empty();
    }

    /** A record that waits for none, and those behind it in its sequence that are due or wait for nothing but their turn. */
    List<DlqRecord> run(DlqRecord head, Instant now, int most) {
        if (head.summary().sequence().isEmpty()) {
            return List.of(head);
        }
        return places(head.summary().sequence().get().id()).stream()
                .limit(most)
                .flatMap(place -> find(place.id()).stream())
                .takeWhile(next -> next.status() == DlqStatus.PENDING
                        && next.metadata().nextAttemptAt().filter(now::isBefore).isEmpty())
                .toList();
    }

    /** Where those of a sequence stand that are not resolved. */
    NavigableSet<Place> places(long sequence) {
        return blocking.getOrDefault(sequence, new TreeSet<>(Place.ORDER));
    }

    /** All sequences with records that are not resolved. */
    NavigableMap<Long, NavigableSet<Place>> blocking() {
        return blocking;
    }

    void note(RecordId id, List<Attempt> added) {
        if (!added.isEmpty()) {
            attempts.compute(id, (same, before) -> {
                // Replaced, not changed: it is read without the lock.
                var all = before == null ? new TreeMap<Integer, Attempt>() : new TreeMap<>(before);
                added.forEach(attempt -> all.putIfAbsent(attempt.number(), attempt));
                return all;
            });
        }
    }

    List<Attempt> attemptsOf(RecordId id) {
        return List.copyOf(
                attempts.getOrDefault(id, new TreeMap<>()).descendingMap().values());
    }
}
