package io.kafkadlq.core.watch;

import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.RecordSummary;
import io.kafkadlq.api.store.CountBy;
import io.kafkadlq.api.store.Counts;
import io.kafkadlq.api.store.DlqStorage;
import io.kafkadlq.api.store.Page;
import io.kafkadlq.api.store.QueryCriteria;
import io.kafkadlq.api.store.StorageResult;
import io.kafkadlq.api.store.StoreCapability;
import io.kafkadlq.core.metrics.Unresolved;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Knows what the store holds, as it was half a minute ago at the most. The counts are those that a store keeps; only
 * the oldest record of a channel is looked for, among those that its hour of intake has brought.
 *
 * <p>Threading: {@link #pulse} by the pulse thread; the rest by any.
 */
public final class BacklogWatch {

    private static final long EACH_NANOS = Duration.ofSeconds(15).toNanos();
    private static final long OLD_NANOS = 2 * EACH_NANOS;
    private static final QueryCriteria UNRESOLVED = QueryCriteria.unresolved().limitedTo(QueryCriteria.MAX_LIMIT);

    private static final QueryCriteria EXCEPTIONS = QueryCriteria.unresolved().limitedTo(50);

    private final DlqStorage storage;
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile Optional<Unresolved> latest = Optional.empty();
    // The pulse thread's.
    private boolean begun;
    private long lastNanos;

    public BacklogWatch(DlqStorage storage) {
        this.storage = storage;
    }

    /** Asks, if it is time to and the last question is answered. */
    public void pulse(long now) {
        boolean due = !begun || now - lastNanos >= EACH_NANOS;
        if (asking.get() && now - lastNanos >= OLD_NANOS) {
            latest = Optional.empty();
        }
        if (due && storage.capabilities().contains(StoreCapability.COUNTS) && asking.compareAndSet(false, true)) {
            begun = true;
            lastNanos = now;
            ask();
        }
    }

    private void ask() {
        try {
            storage.count(UNRESOLVED, CountBy.CHANNEL_AND_STATUS)
                    .thenCompose(this::withOldest)
                    .whenComplete(this::answered);
        } catch (RuntimeException | Error defect) {
            answered(Optional.empty(), defect);
            throw defect;
        }
    }

    /** What is not known any more is not told: an old figure would look like a calm one. */
    private void answered(@Nullable Optional<Unresolved> found, @Nullable Throwable defect) {
        latest = found == null ? Optional.empty() : found;
        asking.set(false);
    }

    private CompletionStage<Optional<Unresolved>> withOldest(StorageResult<Counts> counted) {
        if (!(counted instanceof StorageResult.Success<Counts> counts)) {
            return CompletableFuture.completedStage(Optional.empty());
        }
        Map<String, Map<DlqStatus, Long>> records = byChannel(counts.value());
        CompletionStage<Map<String, Instant>> all = CompletableFuture.completedStage(new TreeMap<>());
        // One after another: nobody is in a hurry, and the store has better things to do.
        for (String channel : records.keySet()) {
            all = all.thenCompose(oldest -> oldest(channel).thenApply(found -> {
                found.ifPresent(takenIn -> oldest.put(channel, takenIn));
                return oldest;
            }));
        }
        return all.thenCompose(oldest -> storage.count(EXCEPTIONS, CountBy.EXCEPTION_CLASS)
                .thenApply(found -> found instanceof StorageResult.Success<Counts> exceptions
                        ? Optional.of(new Unresolved(records, byName(exceptions.value(), counts.value()), oldest))
                        : Optional.empty()));
    }

    /** The most frequent by their names, the rest as one: names come from outside, and nobody knows how many there are. */
    private static Map<String, Long> byName(Counts most, Counts all) {
        var exceptions = new TreeMap<String, Long>();
        long rest = records(all) - records(most);
        for (Counts.Group group : most.groups()) {
            String name = group.key().get(0);
            exceptions.merge(name.substring(name.lastIndexOf('.') + 1), group.records(), Long::sum);
        }
        if (rest > 0) {
            exceptions.merge("other", rest, Long::sum);
        }
        return exceptions;
    }

    private static long records(Counts counts) {
        return counts.groups().stream().mapToLong(Counts.Group::records).sum();
    }

    private static Map<String, Map<DlqStatus, Long>> byChannel(Counts counts) {
        var records = new TreeMap<String, Map<DlqStatus, Long>>();
        counts.groups().stream().filter(group -> group.records() > 0).forEach(group -> records.computeIfAbsent(
                        group.key().get(0), channel -> new EnumMap<>(DlqStatus.class))
                .put(DlqStatus.valueOf(group.key().get(1)), group.records()));
        return records;
    }

    /** By the oldest day, and in it the oldest hour, which the store has counted already. */
    private CompletionStage<Optional<Instant>> oldest(String channel) {
        QueryCriteria here = UNRESOLVED.inChannel(channel);
        return first(here, CountBy.DAY)
                .thenCompose(day -> after(day, from -> first(within(here, from, Duration.ofDays(1)), CountBy.HOUR)))
                .thenCompose(hour -> after(hour, from -> storage.query(within(here, from, Duration.ofHours(1))
                                .oldestFirst()
                                .limitedTo(1))
                        .thenApply(found -> Optional.of(takenIn(found).orElse(from)))));
    }

    private static QueryCriteria within(QueryCriteria which, Instant from, Duration length) {
        return which.takenIn(from, from.plus(length));
    }

    /** The first moment of the earliest group; they come the latest first. */
    private CompletionStage<Optional<Instant>> first(QueryCriteria which, CountBy by) {
        return storage.count(which, by)
                .thenApply(counted -> counted instanceof StorageResult.Success<Counts> counts
                                && !counts.value().groups().isEmpty()
                        ? Optional.of(Instant.parse(counts.value()
                                .groups()
                                .get(counts.value().groups().size() - 1)
                                .key()
                                .get(0)))
                        : Optional.empty());
    }

    private static Optional<Instant> takenIn(StorageResult<Page<RecordSummary>> found) {
        return found instanceof StorageResult.Success<Page<RecordSummary>> page
                ? page.value().items().stream().findFirst().map(oldest -> oldest.id()
                        .timestamp())
                : Optional.empty();
    }

    private static CompletionStage<Optional<Instant>> after(
            Optional<Instant> moment, Function<Instant, CompletionStage<Optional<Instant>>> question) {
        return moment.map(question).orElseGet(() -> CompletableFuture.completedStage(Optional.empty()));
    }

    /** Empty before the first answer, after one that failed, and of a store that does not count. */
    public Optional<Unresolved> latest() {
        return latest;
    }
}
