package io.kafkadlq.bench.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.kafkadlq.api.model.DlqRecord;
import java.util.List;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;

/** An application's own entity, persisted in a loop, a transaction a batch; tuned as guides to batching advise. */
record HibernateWriter(HikariDataSource pool, SessionFactory sessions) implements Writer {

    private static final Map<String, Object> SETTINGS = Map.of(
            "hibernate.hbm2ddl.auto", "update",
            "hibernate.jdbc.batch_size", "1000",
            "hibernate.order_inserts", "true");

    /** Makes the table, too. */
    static HibernateWriter open(String url) {
        var pool = new HikariDataSource(pooling(url));
        var configuration = new Configuration().addAnnotatedClass(FailedOrder.class);
        configuration.getProperties().putAll(SETTINGS);
        configuration.getProperties().put("hibernate.connection.datasource", pool);
        return new HibernateWriter(pool, configuration.buildSessionFactory());
    }

    private static HikariConfig pooling(String url) {
        var config = new HikariConfig();
        config.setDataSource(Tables.dataSource(url));
        config.setMaximumPoolSize(2);
        config.setAutoCommit(false);
        return config;
    }

    static Tables tables(String url) {
        return new Tables(url, List.of(FailedOrder.TABLE));
    }

    @Override
    public void write(List<DlqRecord> batch) {
        sessions.inTransaction(session -> batch.forEach(letter -> session.persist(new FailedOrder(letter))));
    }

    @Override
    public void close() {
        sessions.close();
        pool.close();
    }
}
