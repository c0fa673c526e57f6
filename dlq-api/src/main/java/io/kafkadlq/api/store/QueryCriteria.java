package io.kafkadlq.api.store;

import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.ErrorType;
import io.kafkadlq.api.model.IndexedHeader;
import io.kafkadlq.api.model.RecordId;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which records, in which order, and how many. What is not asked for does not matter; what is, all has to be true. Pages are
 * found by key ({@link #after}, {@link #before}), never by offset. Immutable; the methods return a narrowed copy.
 *
 * <pre>{@code
 * QueryCriteria.unresolved().inChannel("orders").failedWith("java.net.ConnectException").attempted(3, 10).oldestFirst()
 * }</pre>
 *
 * @param statuses any of these; empty means all
 * @param takenIn when they were taken in, which their ids tell
 */
public record QueryCriteria(
        Set<DlqStatus> statuses,
        Optional<String> channel,
        PlaceFilter place,
        FailureFilter failure,
        ProgressFilter progress,
        TimeRange takenIn,
        Paging paging) {

    public static final int MAX_LIMIT = Paging.MAX_LIMIT;

    private static final QueryCriteria EVERYTHING = new QueryCriteria(
            Set.of(),
            Optional.empty(),
            PlaceFilter.ANY,
            FailureFilter.ANY,
            ProgressFilter.ANY,
            TimeRange.ALWAYS,
            Paging.NEWEST);

    public QueryCriteria {
        statuses = Set.copyOf(statuses);
    }

    /** All records, 50 a page. */
    public static QueryCriteria everything() {
        return EVERYTHING;
    }

    /** Records that still wait for somebody or something. */
    public static QueryCriteria unresolved() {
        return EVERYTHING.withStatuses(
                EnumSet.of(DlqStatus.PENDING, DlqStatus.RETRYING, DlqStatus.FAILED, DlqStatus.ON_HOLD));
    }

    /** The same, those that wait longest first. */
    public static QueryCriteria oldestUnresolved() {
        return unresolved().oldestFirst();
    }

    /** Records whose next attempt might begin now, unless others of their sequence come first; the oldest first. */
    public static QueryCriteria due(Instant now) {
        return EVERYTHING.withStatuses(Set.of(DlqStatus.PENDING)).dueBy(now).oldestFirst();
    }

    /** Records that somebody claimed before a moment and has not finished with, the oldest first. */
    public static QueryCriteria stuck(Instant since) {
        return EVERYTHING
                .withStatuses(Set.of(DlqStatus.RETRYING))
                .unchangedSince(since)
                .oldestFirst();
    }

    /** Records taken in at a moment or later. */
    public static QueryCriteria newSince(Instant moment) {
        return EVERYTHING.takenIn(TimeRange.from(moment));
    }

    public QueryCriteria withStatuses(Set<DlqStatus> anyOf) {
        return new QueryCriteria(anyOf, channel, place, failure, progress, takenIn, paging);
    }

    public QueryCriteria inChannel(String name) {
        return new QueryCriteria(statuses, Optional.of(name), place, failure, progress, takenIn, paging);
    }

    /** Read from this topic, or first failed on it. */
    public QueryCriteria onTopic(String name) {
        return at(place.onTopic(name));
    }

    /**
     * Of this partition of the topic asked for; without one, of any topic.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public QueryCriteria onPartition(int number) {
        return at(place.onPartition(number));
    }

    /** With exactly these bytes as the key. Needs {@link StoreCapability#KEY_SEARCH}. */
    public QueryCriteria withKey(byte[] bytes) {
        return at(place.withKey(RecordKey.of(bytes)));
    }

    /**
     * With a header of this value, as text; with all of them, if it is said again. Only headers that their channel indexes
     * ({@code dlq.channel.<name>.indexed-headers}) are found. Needs {@link StoreCapability#HEADER_SEARCH}.
     */
    public QueryCriteria withHeader(String name, String value) {
        return at(place.withHeader(new IndexedHeader(name, value)));
    }

    private QueryCriteria at(PlaceFilter newPlace) {
        return new QueryCriteria(statuses, channel, newPlace, failure, progress, takenIn, paging);
    }

    public QueryCriteria withErrorTypes(Set<ErrorType> anyOf) {
        return failing(failure.withErrorTypes(anyOf));
    }

    /** Whose last failure was this exception, or was caused by it at the root. */
    public QueryCriteria failedWith(String className) {
        return failing(failure.failedWith(className));
    }

    /** Whose last failure says this, in upper or lower case. Needs {@link StoreCapability#MESSAGE_SEARCH}. */
    public QueryCriteria messageContaining(String part) {
        return failing(failure.messageContaining(part));
    }

    private QueryCriteria failing(FailureFilter newFailure) {
        return new QueryCriteria(statuses, channel, place, newFailure, progress, takenIn, paging);
    }

    /** Tried so often here, both ends included. */
    public QueryCriteria attempted(int min, int max) {
        return having(progress.attempted(new IntRange(min, max)));
    }

    /** Published again so often, both ends included. */
    public QueryCriteria redriven(int min, int max) {
        return having(progress.redriven(new IntRange(min, max)));
    }

    /** With a next attempt at this moment or an earlier one. */
    public QueryCriteria dueBy(Instant moment) {
        return having(progress.dueBy(moment));
    }

    /** Last changed before this moment. */
    public QueryCriteria unchangedSince(Instant moment) {
        return having(progress.unchangedSince(moment));
    }

    private QueryCriteria having(ProgressFilter newProgress) {
        return new QueryCriteria(statuses, channel, place, failure, newProgress, takenIn, paging);
    }

    /** Taken in at the one moment or later, and before the other. */
    public QueryCriteria takenIn(Instant from, Instant to) {
        return takenIn(TimeRange.between(from, to));
    }

    public QueryCriteria takenIn(TimeRange when) {
        return new QueryCriteria(statuses, channel, place, failure, progress, when, paging);
    }

    public QueryCriteria oldestFirst() {
        return paged(paging.in(PageOrder.OLDEST_FIRST));
    }

    /** The page that begins behind this record, in the order; instead of {@link #before}. */
    public QueryCriteria after(RecordId lastSeen) {
        return paged(paging.after(lastSeen));
    }

    /** The page that ends in front of this record, in the order; instead of {@link #after}. */
    public QueryCriteria before(RecordId firstSeen) {
        return paged(paging.before(firstSeen));
    }

    /**
     * So many a page, or groups of a count.
     *
     * @throws IllegalArgumentException if it is not between 1 and {@value #MAX_LIMIT}
     */
    public QueryCriteria limitedTo(int records) {
        return paged(paging.limitedTo(records));
    }

    private QueryCriteria paged(Paging newPaging) {
        return new QueryCriteria(statuses, channel, place, failure, progress, takenIn, newPaging);
    }

    public int limit() {
        return paging.limit();
    }

    /** What a store has to be able to do beyond what every store can. */
    public Set<StoreCapability> needs() {
        var needs = EnumSet.noneOf(StoreCapability.class);
        if (place.key().isPresent()) {
            needs.add(StoreCapability.KEY_SEARCH);
        }
        if (!place.headers().isEmpty()) {
            needs.add(StoreCapability.HEADER_SEARCH);
        }
        if (failure.message().isPresent()) {
            needs.add(StoreCapability.MESSAGE_SEARCH);
        }
        return needs;
    }

    /** Whether a record is one of these, whatever page it is on. */
    public boolean matches(DlqRecord record) {
        return (statuses.isEmpty() || statuses.contains(record.status()))
                && channel.filter(name -> !name.equals(record.channel())).isEmpty()
                && place.matches(record)
                && failure.matches(record.summary())
                && progress.matches(record.metadata())
                && takenIn.contains(record.id().timestamp());
    }
}
