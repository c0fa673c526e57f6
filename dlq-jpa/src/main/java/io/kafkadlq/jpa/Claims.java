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
 * the order matters: the due ones are locked first, and then looked at for those in their way. Who moves one of these out
 * of the way meanwhile finds the waiting one locked, waits, and then sees that it was parked ({@link Turns#pass}).
 *
 * <p>Threading: any number of store threads.
 */
record Claims(Transactions transactions, ScheduleSql sql, SequenceSql sequences) {

    private static final String IS_LIVE =
            "SELECT holder FROM dlq_lease WHERE holder = ? AND expires_at > CURRENT_TIMESTAMP";

    /**
     * Those with one before them in their sequence, or with one that is run now wherever it stands. That one is counted, not
     * asked for by EXISTS, which PostgreSQL would turn into a search for all that are run; as it would by the plain status,
     * which its statistics, taken when few were run, make look like the shorter way.
     */
    private static final String WAITING = """
            SELECT c.id FROM dlq_progress c
            WHERE c.id = ANY(?) AND (
                EXISTS (SELECT 1 FROM dlq_progress o
                    WHERE o.order_id = c.order_id AND o.status IN ('PENDING', 'RETRYING', 'FAILED')
                        AND (o.order_position, o.id) < (c.order_position, c.id))
                OR (SELECT COUNT(*) FROM dlq_progress o WHERE o.order_id = c.order_id
                        AND o.status || '' = 'RETRYING') > 0)""";

    /** Its version stays: nobody who looks at the record needs to know. */
    private static final String PARK = "UPDATE dlq_progress SET next_attempt_at = NULL WHERE id = ANY(?)";

    StorageResult<Claimed> claim(ClaimRequest request) {
        return transactions.onConnection(connection -> claim(connection, request));
    }

    private StorageResult<Claimed> claim(Connection connection, ClaimRequest request) throws SQLException {
        sequences.begin(connection);
        sequences.planOnce(connection);
        UUID holder = request.lease().holder();
        List<Candidate> due =
                sql.lockDue(connection, ReceivedColumns.channelOf(request.channel()), holder, request.limit());
        if (due.isEmpty()) {
            boolean live =
                    !Statements.list(connection, IS_LIVE, row -> true, holder).isEmpty();
            return live ? StorageResult.success(new Claimed(List.of(), 0)) : lapsed(request.lease());
        }
        Set<UUID> waiting = waiting(connection, due);
        List<UUID> chosen = chosen(connection, fitting(due, waiting, request.maxBytes()), request);
        chosen.forEach(waiting::remove);
        if (!waiting.isEmpty()) {
            Statements.run(connection, PARK, Statements.uuids(connection, waiting));
        }
        List<DlqRecord> taken = chosen.isEmpty() ? List.of() : sql.take(connection, chosen, holder);
        return StorageResult.success(new Claimed(inOrder(taken, chosen), waiting.size()));
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

    private static Set<UUID> waiting(Connection connection, List<Candidate> due) throws SQLException {
        List<UUID> ordered = due.stream()
                .filter(candidate -> candidate.sequence() != null)
                .map(Candidate::id)
                .toList();
        return ordered.isEmpty()
                ? new HashSet<>()
                : new HashSet<>(
                        Statements.list(connection, WAITING, Statements::id, Statements.uuids(connection, ordered)));
    }

    private static List<Candidate> fitting(List<Candidate> due, Set<UUID> waiting, long maxBytes) {
        var fitting = new ArrayList<Candidate>();
        long bytes = 0;
        for (Candidate candidate : due) {
            if (waiting.contains(candidate.id())) {
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
