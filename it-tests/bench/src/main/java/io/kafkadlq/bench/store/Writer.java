package io.kafkadlq.bench.store;

import io.kafkadlq.api.model.DlqRecord;
import java.sql.SQLException;
import java.util.List;

/** One way to make batches durable, ready and connected. One thread uses it. */
interface Writer extends AutoCloseable {

    /** The batch is durable when it returns. */
    void write(List<DlqRecord> batch) throws SQLException;

    @Override
    void close() throws SQLException;
}
