package io.kafkadlq.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import org.junit.jupiter.api.Test;

class DurabilityTest {

    @Test
    void shouldFindNothingWrongWithOurH2() throws Exception {
        try (Connection h2 = DriverManager.getConnection("jdbc:h2:mem:")) {
            assertThat(Durability.weaknesses(Database.H2, h2)).isEmpty();
        }
    }

    // The tests' servers run without fsync.
    @Test
    void shouldNameWhatIsSwitchedOff() throws Exception {
        assertThat(postgres("-c%20synchronous_commit=local")).containsExactly("fsync=off");
        assertThat(postgres("-c%20synchronous_commit=off")).containsExactly("fsync=off", "synchronous_commit=off");
    }

    @Test
    void shouldNameWhatLetsMariaDbLose() throws Exception {
        try (Connection mariaDb = DriverManager.getConnection(SharedMariaDb.newDatabase(), MariaDbServer.USER, "")) {
            assertThat(Durability.weaknesses(Database.MARIADB, mariaDb))
                    .containsExactly("innodb_flush_log_at_trx_commit=2", "innodb_doublewrite=OFF");
        }
    }

    private static List<String> postgres(String options) throws Exception {
        String url = SharedPostgres.newDatabase() + "&options=" + options;
        try (Connection connection = DriverManager.getConnection(url)) {
            return Durability.weaknesses(Database.POSTGRESQL, connection);
        }
    }
}
