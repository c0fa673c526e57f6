package io.kafkadlq.bench.store;

import io.kafkadlq.api.model.DlqRecord;
import java.sql.SQLException;
import java.util.List;

/** One way to make batches durable. One thread uses it. */
interface Writer extends AutoCloseable {

    /** The batch is durable when it returns. */
    void write(List<DlqRecord> batch) throws SQLException;

    @Override
    void close() throws SQLException;

    /** Makes it ready, its connection open. */
    interface Opening {
        Writer open() throws SQLException;
    }
}
