package io.kafkadlq.bench.retry;

import io.kafkadlq.api.DlqRuntime;
import io.kafkadlq.api.RecordHandler;
import io.kafkadlq.bench.database.Jdbc;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/** The product with its defaults: started, but paused until the clock runs. */
record Engine(Content content, String order) implements Worker {

    @Override
    public Running prepare(Jdbc jdbc, Executions executions) {
        var runtime = Product.start(
                jdbc,
                RecordHandler.each(record -> executions.handle(record.value())),
                Map.of("order", order, "initially-paused", "true"));
        try {
            return new Started(runtime, jdbc.connect(), executions);
        } catch (SQLException e) {
            runtime.close();
            throw new IllegalStateException("Cannot connect to " + jdbc.url(), e);
        }
    }

    private record Started(DlqRuntime runtime, Connection looking, Executions executions) implements Running {

        @Override
        public void begin() {
            runtime.control(Product.CHANNEL).resume();
        }

        @Override
        public boolean isOver() {
            try {
                return executions.count() >= executions.records() && Jdbc.number(looking, Content.KEYED.left()) == 0;
            } catch (SQLException e) {
                throw new IllegalStateException("Cannot look into the store", e);
            }
        }

        @Override
        public void close() {
            try (looking) {
                runtime.close();
            } catch (SQLException e) {
                throw new IllegalStateException("Cannot close the connection", e);
            }
        }
    }
}
