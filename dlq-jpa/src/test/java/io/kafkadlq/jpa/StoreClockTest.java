package io.kafkadlq.jpa;

import static io.kafkadlq.api.store.StoreFixtures.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.store.Lease;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The time of a store as it is known here, beside what the database says itself. */
class StoreClockTest {

    private static final int LOOKS = 200;

    @TempDir
    Path directory;

    @Test
    void shouldNeverBeBehindPostgres() throws Exception {
        checkNeverBehind(SharedPostgres.newDatabase(), Database.POSTGRESQL);
    }

    @Test
    void shouldNeverBeBehindMariaDb() throws Exception {
        checkNeverBehind(SharedMariaDb.newDatabase(), Database.MARIADB);
    }

    @Test
    void shouldNeverBeBehindH2() throws Exception {
        checkNeverBehind(Stores.h2(directory), Database.H2);
    }

    private static void checkNeverBehind(String url, Database database) throws Exception {
        String question = database.schedule().timeQuestion();
        try (var storage = Stores.open(url);
                var connection = Stores.connect(url)) {
            var schedule = storage.schedule().orElseThrow();
            Clock clock = schedule.clock();
            for (int look = 0; look < LOOKS; look++) {
                Instant before = clock.instant();
                Instant theirs = Statements.list(connection, question, row -> Statements.instant(row, "now"))
                        .get(0);

                assertThat(clock.instant()).isAfterOrEqualTo(theirs);
                assertThat(before).isBefore(theirs.plusSeconds(1));
                if (look % 20 == 0) {
                    value(schedule.renew(new Lease(UUID.randomUUID(), "node-1", Duration.ofMinutes(1))));
                }
            }
        }
    }
}
