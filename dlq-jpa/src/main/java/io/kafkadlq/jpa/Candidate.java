package io.kafkadlq.jpa;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record that may be claimed.
 *
 * @param sequence null if it is in none
 * @param position in its sequence
 * @param bytes its key's, value's and headers'
 */
record Candidate(UUID id, @Nullable Long sequence, long position, long bytes) {

    /** What has to be selected of {@code dlq_progress} for {@link #read}. */
    static final String COLUMNS = " id, order_id, order_position, payload_bytes ";

    static List<UUID> ids(List<Candidate> candidates) {
        return candidates.stream().map(Candidate::id).toList();
    }

    static Candidate read(ResultSet row) throws SQLException {
        return new Candidate(
                Statements.id(row),
                Statements.number(row, "order_id"),
                row.getLong("order_position"),
                row.getLong("payload_bytes"));
    }
}
