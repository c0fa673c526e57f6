package io.kafkadlq.jpa;

import io.kafkadlq.api.model.RecordId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Purges by dropping partitions. A month is left whole until all of it may go; once its stragglers had time to expire, too,
 * what is left to be purged is so row by row.
 *
 * <p>Threading: any number of threads.
 */
final class MonthlyPurge {

    /** A dump of the database may take an hour, and each time we wait for it, all wait for us. */
    private static final Duration BUSY = Duration.ofMinutes(1);

    /** Whoever lets nothing expire for years still wants purged what was resolved. */
    private static final Duration LONGEST_EXPIRING = Duration.ofDays(31);

    private static final Duration REFUSED = Duration.ofDays(1);

    /** Over all instances. */
    private static final String TAKE_TURN = "SELECT pg_try_advisory_xact_lock(6581361, 2) AS taken";

    private final Transactions transactions;
    private final Clock clock;
    private final Map<String, Instant> purged = new ConcurrentHashMap<>();
    private final Map<String, Duration> expiring = new ConcurrentHashMap<>();

    /** Written by whoever has just tried; which of two that did wins does no harm. */
    private volatile Instant notBefore = Instant.MIN;

    /** What is about to go; looked for anew with each try. */
    private volatile List<Partition> due = List.of();

    MonthlyPurge(Transactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Notes at which age a channel's records expire. */
    void expiring(String channel, Instant takenInBefore) {
        Instant within = RecordId.firstAt(takenInBefore).timestamp();
        Duration age = Duration.between(within, clock.instant());
        Duration bounded = age.compareTo(LONGEST_EXPIRING) > 0 ? LONGEST_EXPIRING : age;
        expiring.put(channel, bounded.isNegative() ? Duration.ZERO : bounded);
    }

    /** Drops what months are due, as far as is known from what was asked for before. @return how many records they had */
    long drop(String channel, Instant unchangedSince) {
        purged.put(ReceivedColumns.channelOf(channel), unchangedSince);
        long records = 0;
        for (Optional<Long> dropped = dropOne(); dropped.isPresent(); dropped = dropOne()) {
            records += dropped.get();
        }
        return records;
    }

    private Optional<Long> dropOne() {
        if (clock.instant().isBefore(notBefore)) {
            return Optional.empty();
        }
        try {
            return transactions.once(this::dropOne);
        } catch (RuntimeException e) {
            if (SqlFailure.isLostRace(e)) {
                notBefore = clock.instant().plus(BUSY);
                Log.monthBusy(e);
            } else if (SqlFailure.isRefused(e)) {
                due = List.of();
                notBefore = clock.instant().plus(REFUSED);
                Log.monthNotDropped(e);
            } else {
                throw e;
            }
            return Optional.empty();
        }
    }

    private Optional<Long> dropOne(Connection connection) throws SQLException {
        if (!Statements.list(connection, TAKE_TURN, row -> row.getBoolean("taken"))
                .get(0)) {
            return Optional.empty();
        }
        List<MonthDrop> drops = drops(connection);
        due = drops.stream().map(MonthDrop::partition).toList();
        for (MonthDrop drop : drops) {
            drop.lock();
            if (drop.isDue()) {
                long records = drop.drop();
                Log.monthDropped(drop.partition().name(), records);
                return Optional.of(records);
            }
        }
        return Optional.empty();
    }

    private List<MonthDrop> drops(Connection connection) throws SQLException {
        var drops = new ArrayList<MonthDrop>();
        for (Partition partition : Partition.all(connection)) {
            var drop = new MonthDrop(connection, partition, Map.copyOf(purged));
            if (partition.ids().isWholeHours() && isOld(partition) && drop.isDue()) {
                drops.add(drop);
            }
        }
        return drops;
    }

    /** Spares the others a look into their tables, and keeps those that are still filled, whatever is asked for. */
    private boolean isOld(Partition partition) {
        return partition.ids().isBefore(clock.instant())
                && purged.values().stream().anyMatch(partition.ids()::isBefore);
    }

    /** Where a channel's records are purged row by row: wherever no young month is, nor one that is about to go. */
    List<IdRange> rowByRow(Connection connection, String channel, Instant unchangedSince) throws SQLException {
        Duration spared = expiring.getOrDefault(channel, Duration.ZERO);
        List<Partition> going = due;
        return IdRange.allBut(Partition.all(connection).stream()
                .filter(partition ->
                        !partition.ids().isBefore(unchangedSince.minus(spared)) || going.contains(partition))
                .map(Partition::ids)
                .toList());
    }
}
