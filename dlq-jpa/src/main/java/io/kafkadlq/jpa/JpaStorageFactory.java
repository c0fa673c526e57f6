package io.kafkadlq.jpa;

import io.kafkadlq.api.config.StoreConfig;
import io.kafkadlq.api.store.DlqStorage;
import io.kafkadlq.api.store.DlqStorageFactory;
import java.time.Clock;
import java.util.concurrent.ThreadFactory;
import org.hibernate.SessionFactory;

/** Opens a storage in PostgreSQL, MariaDB or H2; where neither is configured, in an H2 file. */
public final class JpaStorageFactory implements DlqStorageFactory {

    private final int fewestRowsToCopy;

    public JpaStorageFactory() {
        this(CopyRows.FEWEST);
    }

    /** For tests, which copy single rows too. */
    JpaStorageFactory(int fewestRowsToCopy) {
        this.fewestRowsToCopy = fewestRowsToCopy;
    }

    @Override
    public String type() {
        return "jpa";
    }

    @Override
    public DlqStorage open(StoreConfig config, ThreadFactory threads, Clock clock) {
        Connections connections = new ConnectionChoice(config, threads).open();
        try {
            Durability.warnIfUnsafe(connections);
            new SchemaMigration(connections, clock, config.jdbc().partitions()).run(config.schemaManagement());
            StoreClock storeClock = StoreClock.by(connections);
            return open(config, connections, new StoreThreads(config.jdbc().poolSize(), threads), storeClock);
        } catch (RuntimeException | LinkageError e) {
            DlqPersistenceUnit.forget();
            connections.release().run();
            throw e;
        }
    }

    private DlqStorage open(StoreConfig config, Connections connections, StoreThreads threads, StoreClock clock) {
        SessionFactory sessions = DlqPersistenceUnit.open(connections.dataSource());
        try {
            Log.opened(connections.database(), connections.place());
            RowWriter rows = new RowWriterChoice(connections, fewestRowsToCopy)
                    .choose(config.jdbc().copy());
            return new JpaStorage(connections, sessions, rows, threads, clock);
        } catch (RuntimeException | LinkageError e) {
            threads.close();
            sessions.close();
            throw e;
        }
    }
}
