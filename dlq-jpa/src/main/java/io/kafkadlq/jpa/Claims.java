package io.kafkadlq.jpa;

import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.store.ClaimRequest;
import io.kafkadlq.api.store.Claimed;
import io.kafkadlq.api.store.Lease;
import io.kafkadlq.api.store.StorageResult;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * Claims due records in one transaction of a few statements. Each statement sees what others have committed before it, so
 * the order matters: the due ones are locked first, then looked at for those in their way, and these are locked before one is
 * parked because of them. Who is just moving one out of the way holds its lock: then nothing is parked, as he may have looked
 * already whom to make due. Who comes to it later waits for our lock, and then sees what we parked ({@link Turns#pass}).
 *
 * <p>Threading: any number of store threads.
 */
record Claims(Transactions transactions, ScheduleSql sql, SequenceSql sequences) {

    private static final String IS_LIVE =
            "SELECT holder FROM dlq_lease WHERE holder = ? AND expires_at > CURRENT_TIMESTAMP(6)";

    /** Its version stays: nobody who looks at the record needs to know. */
    private static final String PARK = "UPDATE dlq_progress SET next_attempt_at = NULL WHERE id = ANY(?)";

    StorageResult<Claimed> claim(ClaimRequest request) {
        return transactions.onConnection(connection -> claim(connection, request));
    }

    private StorageResult<Claimed> claim(Connection connection, ClaimRequest request) throws SQLException {
        sequences.begin(connection);
        UUID holder = request.lease().holder();
        List<Candidate> due =
                sql.lockDue(connection, ReceivedColumns.channelOf(request.channel()), holder, request.limit());
        if (due.isEmpty()) {
            boolean live =
                    !Statements.list(connection, IS_LIVE, row -> true, holder).isEmpty();
            return live ? StorageResult.success(new Claimed(List.of(), 0)) : lapsed(request.lease());
        }
        List<Candidate> waiting = waiting(connection, due);
        List<Candidate> heads = fitting(due, new HashSet<>(waiting), request.maxBytes());
        List<UUID> chosen = chosen(connection, heads, request);
        var parked = new HashSet<>(parkable(connection, waiting));
        chosen.forEach(parked::remove);
        if (!parked.isEmpty()) {
            Statements.run(connection, PARK, Statements.uuids(connection, parked));
        }
        List<DlqRecord> taken = chosen.isEmpty() ? List.of() : sql.take(connection, chosen, holder);
        return StorageResult.success(new Claimed(inOrder(taken, chosen), parked.size()));
    }

    private List<UUID> chosen(Connection connection, List<Candidate> heads, ClaimRequest request) throws SQLException {
        return new Followers(sequences)
                .behind(connection, heads, request.limit(), request.maxBytes()).stream()
                        .map(Candidate::id)
                        .toList();
    }

    private static StorageResult<Claimed> lapsed(Lease lease) {
        return StorageResult.rejected(new IllegalStateException("The lease of " + lease.node()
                + " has lapsed, so it cannot hold more records; go on with a new holder"));
    }

    private List<Candidate> waiting(Connection connection, List<Candidate> due) throws SQLException {
        List<Candidate> ordered =
                due.stream().filter(candidate -> candidate.sequence() != null).toList();
        return ordered.isEmpty() ? List.of() : sequences.waiting(connection, ordered);
    }

    /** Those that will be made due when their turn comes; any other is looked at again by the next claim. */
    private Set<UUID> parkable(Connection connection, List<Candidate> waiting) throws SQLException {
        return waiting.isEmpty() ? Set.of() : sequences.lockInTheWay(connection, waiting);
    }

    private static List<Candidate> fitting(List<Candidate> due, Set<Candidate> waiting, long maxBytes) {
        var fitting = new ArrayList<Candidate>();
        long bytes = 0;
        for (Candidate candidate : due) {
            if (waiting.contains(candidate)) {
                continue;
            }
            bytes += candidate.bytes();
            if (bytes > maxBytes && !fitting.isEmpty()) {
                break;
            }
            fitting.add(candidate);
        }
        return fitting;
    }

    private static List<DlqRecord> inOrder(List<DlqRecord> taken, List<UUID> order) {
        Map<RecordId, DlqRecord> byId = new HashMap<>();
        taken.forEach(found -> byId.put(found.id(), found));
        return order.stream()
                .map(id -> Objects.requireNonNull(byId.get(RecordId.of(id)), "A locked record is gone"))
                .toList();
    }
}
