package io.kafkadlq.jpa;

import java.util.List;
import org.hibernate.StatelessSession;

/** Writes rows by Hibernate, in JDBC batches: on any database. */
final class JdbcBatchRows implements RowWriter {

    private static final int MAX_ROWS_A_STATEMENT = 1_000;

    /** Drivers put a whole JDBC batch into one message, which PostgreSQL bounds at 1 GiB. */
    private static final long MAX_BYTES_A_STATEMENT = 32L << 20;

    @Override
    public void write(StatelessSession session, List<NewRecord> records) {
        int largest = records.stream()
                .mapToInt(fresh -> BytesColumns.of(fresh.dlqRecord().payload()).sizeBytes())
                .max()
                .orElse(0);
        long fitting = MAX_BYTES_A_STATEMENT / Math.max(1, largest);
        session.setJdbcBatchSize((int) Math.max(1, Math.min(MAX_ROWS_A_STATEMENT, fitting)));
        records.forEach(fresh -> session.insert(new RecordRow(fresh)));
        // What was gathered is sent before another table's rows are.
        session.setJdbcBatchSize(MAX_ROWS_A_STATEMENT);
        records.forEach(fresh -> session.insert(new ProgressRow(fresh)));
        records.forEach(fresh -> HeaderRow.allOf(fresh.dlqRecord()).forEach(session::insert));
    }
}
