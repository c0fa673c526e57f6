package io.kafkadlq.jpa;

import static io.kafkadlq.api.store.StoreFixtures.audited;
import static io.kafkadlq.api.store.StoreFixtures.on;
import static io.kafkadlq.api.store.StoreFixtures.result;
import static io.kafkadlq.api.store.StoreFixtures.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kafkadlq.api.DlqException;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.store.DlqStorage;
import io.kafkadlq.api.store.QueryCriteria;
import io.kafkadlq.api.store.StorageResult;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A PostgreSQL that stops and starts again while records keep coming. */
class PostgresOutageTest {

    @TempDir
    Path directory;

    private int port;
    private EmbeddedPostgres postgres;
    private DlqStorage storage;

    @BeforeEach
    void start() throws Exception {
        try (var probe = new ServerSocket(0)) {
            port = probe.getLocalPort();
        }
        postgres = startPostgres();
        storage = Stores.openCopying(url());
    }

    @AfterEach
    void stop() throws Exception {
        storage.close();
        postgres.close();
    }

    @Test
    void shouldReportEveryCallAsRetryableWhileItIsAway() throws Exception {
        var dlqRecord = saved(1);
        postgres.close();

        // All at once: each waits for the pool's timeout.
        var save = storage.save(List.of(on("t", 0, 2).build()));
        var find = storage.find(dlqRecord.id());
        var query = storage.query(QueryCriteria.everything());
        var update = storage.update(dlqRecord.summary(), audited(dlqRecord, "REDRIVE"));
        var audit = storage.audit(audited(dlqRecord, "REDRIVE"));
        var auditOf = storage.auditOf(dlqRecord.id());
        List<StorageResult<?>> results =
                List.of(result(save), result(find), result(query), result(update), result(audit), result(auditOf));

        assertThat(results).allSatisfy(result -> assertThat(result)
                .isInstanceOfSatisfying(StorageResult.Failure.class, failed -> assertThat(failed.retryable())
                        .isTrue()));
    }

    @Test
    void shouldLoseNothingAcknowledgedAndGoOnWhenItIsBack() throws Exception {
        var acknowledged = new ConcurrentLinkedQueue<DlqRecord>();
        var outages = new AtomicLong();
        var stop = new AtomicBoolean();
        var load = Stores.THREADS.newThread(() -> {
            for (long offset = 0; !stop.get(); offset++) {
                var next = on("t", 0, offset).build();
                while (!(result(storage.save(List.of(next))) instanceof StorageResult.Success)) {
                    outages.incrementAndGet();
                }
                acknowledged.add(next);
            }
        });
        load.start();
        await().until(() -> acknowledged.size() > 100);

        postgres.close();
        await().until(() -> outages.get() > 0);
        int before = acknowledged.size();
        postgres = startPostgres();
        await().atMost(Duration.ofSeconds(30)).until(() -> acknowledged.size() > before + 100);
        stop.set(true);
        load.join(30_000);

        var again = value(storage.save(List.copyOf(acknowledged)));
        assertThat(again.duplicates()).hasSize(acknowledged.size());
    }

    @Test
    void shouldRefuseToStartWhileItIsAway() throws Exception {
        postgres.close();

        Assertions.assertThatThrownBy(() -> Stores.open(url()))
                .isExactlyInstanceOf(DlqException.class)
                .hasMessageContaining("jdbc:postgresql://localhost:" + port)
                .hasMessageContaining("does not answer");
    }

    private DlqRecord saved(long offset) {
        var dlqRecord = on("t", 0, offset).build();
        value(storage.save(List.of(dlqRecord)));
        return dlqRecord;
    }

    private EmbeddedPostgres startPostgres() throws Exception {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(directory.resolve("data"))
                .setCleanDataDirectory(false)
                .start();
    }

    private String url() {
        return "jdbc:postgresql://localhost:" + port + "/postgres";
    }
}
