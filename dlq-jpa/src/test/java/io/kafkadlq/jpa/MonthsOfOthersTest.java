package io.kafkadlq.jpa;

import static io.kafkadlq.api.store.StoreFixtures.result;
import static io.kafkadlq.api.store.StoreFixtures.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.config.CopyMode;
import io.kafkadlq.api.config.JdbcConfig;
import io.kafkadlq.api.config.Partitioning;
import io.kafkadlq.api.config.SchemaManagement;
import io.kafkadlq.api.config.StoreConfig;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.store.StorageResult;
import java.sql.Connection;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A user who may read and write the tables, but owns none of them and was told nothing of their partitions. */
class MonthsOfOthersTest {

    private static final YearMonth OLD = Months.NOW.minusMonths(2);

    @Test
    void shouldBePurgedRowByRow() throws Exception {
        String url = Months.since(3);
        Stores.openMonthly(url).close();
        try (Connection owner = Stores.connect(url)) {
            Months.execute(owner, granting("app"));
        }
        DlqRecord letter = Months.in(OLD, "orders").status(DlqStatus.SUCCESS).build();
        try (var storage = Stores.open(asUser("app", url))) {
            value(storage.save(List.of(letter)));

            assertThat(value(storage.retention()
                            .orElseThrow()
                            .purge("orders", Months.start(OLD.plusMonths(1)).plusSeconds(1), 10)))
                    .isEqualTo(1);

            assertThat(result(storage.find(letter.id()))).isInstanceOf(StorageResult.NotFound.class);
        }
        assertThat(Months.names(url)).contains(Months.name(OLD));
    }

    @Test
    void shouldBeUsedByWhoeverMightUseTheTablesBefore() throws Exception {
        String url = SharedPostgres.newDatabase();
        Stores.open(url).close();
        try (Connection owner = Stores.connect(url)) {
            Months.execute(owner, granting("app_before"));
        }
        Stores.openMonthly(url).close();
        DlqRecord letter = Months.in(Months.NOW, "orders").build();

        try (var storage = Stores.open(asUser("app_before", url))) {
            value(storage.save(List.of(letter)));

            assertThat(value(storage.find(letter.id())).id()).isEqualTo(letter.id());
        }
    }

    private static String granting(String user) {
        return "CREATE ROLE " + user + " LOGIN; GRANT SELECT, INSERT, UPDATE, DELETE ON dlq_record, dlq_progress,"
                + " dlq_attempt, dlq_header, dlq_audit, dlq_lease, dlq_stack_trace, dlq_count, dlq_count_change,"
                + " dlq_count_fold, dlq_schema_history TO " + user;
    }

    private static StoreConfig asUser(String user, String url) {
        String anyone = url.replaceAll("[?&]user=[^&]*", "");
        return new StoreConfig(
                "jpa",
                Optional.empty(),
                SchemaManagement.VALIDATE,
                new JdbcConfig(
                        Optional.of(anyone),
                        Optional.of(user),
                        Optional.empty(),
                        4,
                        CopyMode.AUTO,
                        Partitioning.MONTHLY));
    }
}
