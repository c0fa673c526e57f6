package io.kafkadlq.jpa;

import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.Payload;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.util.List;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows into MariaDB, which cuts the connection if a statement is larger than its {@code max_allowed_packet}: that
 * would look like an outage, and be repeated for ever. So what is too large is refused before it is sent.
 *
 * @param rows writes what fits
 */
record MariaDbRows(RowWriter rows) implements RowWriter {

    /** What is smaller, with all it takes beside, fits in the smallest that anybody sets. */
    private static final int SUSPECT_BYTES = 256 << 10;

    /** For all but key, value and headers: the texts are bounded. */
    private static final int REST_BYTES = 256 << 10;

    /** Program limit exceeded. */
    private static final String STATE = "54000";

    @Override
    public void write(StatelessSession session, List<NewRecord> records) {
        List<DlqRecord> suspects = records.stream()
                .map(NewRecord::dlqRecord)
                .filter(fresh -> fresh.payload().sizeBytes() > SUSPECT_BYTES)
                .toList();
        if (!suspects.isEmpty()) {
            long limit = session.doReturningWork(MariaDbRows::maxAllowedPacket);
            suspects.forEach(suspect -> refuseTooLarge(suspect, limit));
        }
        rows.write(session, records);
    }

    private static long maxAllowedPacket(Connection connection) throws SQLException {
        return Statements.list(connection, "SELECT @@SESSION.max_allowed_packet AS bytes", row -> row.getLong("bytes"))
                .get(0);
    }

    private static void refuseTooLarge(DlqRecord suspect, long limit) {
        Payload payload = suspect.payload();
        long needed = REST_BYTES
                + quoted(payload.key().orElse(null))
                + quoted(payload.value().orElse(null))
                + quoted(payload.headers().block());
        if (needed > limit) {
            var text =
                    "The record " + suspect.id() + " of " + payload.sizeBytes() + " bytes takes a statement of up to "
                            + needed + " bytes, which is more than MariaDB's max_allowed_packet of " + limit
                            + "; raise max_allowed_packet in the server";
            throw new PersistenceException(text, new SQLDataException(text, STATE));
        }
    }

    /** What the driver makes of bytes that it sends as text, as it does with a single row. */
    private static long quoted(byte @Nullable [] bytes) {
        if (bytes == null) {
            return 0;
        }
        long quoted = bytes.length;
        for (byte one : bytes) {
            if (one == 0 || one == '\'' || one == '"' || one == '\\') {
                quoted++;
            }
        }
        return quoted;
    }
}
