package io.kafkadlq.jpa;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record that may be claimed.
 *
 * @param sequence null if it is in none
 * @param bytes its key's, value's and headers'
 */
record Candidate(UUID id, @Nullable Long sequence, long bytes) {

    /** What has to be selected of {@code dlq_progress} for {@link #read}. */
    static final String COLUMNS = " id, order_id, payload_bytes ";

    static Candidate read(ResultSet row) throws SQLException {
        return new Candidate(Statements.id(row), Statements.number(row, "order_id"), row.getLong("payload_bytes"));
    }
}
