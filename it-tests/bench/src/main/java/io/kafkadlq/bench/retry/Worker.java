package io.kafkadlq.bench.retry;

import io.kafkadlq.bench.database.Jdbc;

/** One way to bring due records to a handler and to note that they are done. */
interface Worker {

    /** What the store has to hold for it. */
    Content content();

    /** Makes all ready; nothing is claimed before {@link Running#begin}. */
    Running prepare(Jdbc jdbc, Executions executions);

    /** A worker that was made ready. */
    interface Running extends AutoCloseable {

        void begin();

        /** Whether all is handled and noted durably. Asked a thousand times a second. */
        boolean isOver();

        @Override
        void close();
    }
}
