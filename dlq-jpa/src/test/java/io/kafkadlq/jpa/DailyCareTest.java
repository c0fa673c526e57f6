package io.kafkadlq.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** An instance that runs for months. */
class DailyCareTest {

    private static final String LAST = Months.name(Months.NOW.plusMonths(3));

    @Test
    void shouldMakeTheMonthsAheadOnceADay() throws Exception {
        String url = SharedPostgres.newDatabase();
        Stores.openMonthly(url).close();
        var now = new AtomicReference<>(Instant.parse("2026-11-28T23:59:59Z"));
        InstantSource source = now::get;
        Clock clock = source.withZone(ZoneOffset.UTC);
        var user = new Properties();
        user.setProperty("user", "postgres");
        try (var sessions = DlqPersistenceUnit.open(new DriverDataSource(Database.POSTGRESQL, url, user))) {
            var transactions = new Transactions(sessions);
            var care =
                    new DailyCare(transactions, new StackTraces("", clock), Optional.of(new MonthsAhead(transactions)));
            forgetTheLast(url);

            care.makeMonths();
            assertThat(Months.names(url)).doesNotContain(LAST);

            now.set(Instant.parse("2026-11-29T00:00:00Z"));
            care.makeMonths();
            assertThat(Months.names(url)).contains(LAST);
        }
    }

    private static void forgetTheLast(String url) throws Exception {
        try (Connection connection = Stores.connect(url)) {
            for (String table : List.of("record", "progress", "attempt", "header")) {
                Months.execute(connection, "DROP TABLE dlq_" + table + "_" + LAST);
            }
        }
    }
}
