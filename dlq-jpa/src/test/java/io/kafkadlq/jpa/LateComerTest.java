package io.kafkadlq.jpa;

import static io.kafkadlq.api.store.StoreFixtures.on;
import static io.kafkadlq.api.store.StoreFixtures.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.ProcessingMetadata;
import io.kafkadlq.api.model.Sequence;
import io.kafkadlq.api.store.ClaimRequest;
import io.kafkadlq.api.store.Claimed;
import io.kafkadlq.api.store.DlqSchedule;
import io.kafkadlq.api.store.Lease;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * A record that is stored, and found due, while the one before it is just done: after who notes that has looked for the next
 * in turn, and before it is committed. Were it parked, nobody would ever make it due again.
 */
class LateComerTest {

    private static final String DONE =
            "UPDATE dlq_progress SET status = 'SUCCESS', lease_holder = NULL, version = version + 1 WHERE id = ?";

    @Test
    void shouldComeToItsTurnInPostgres() throws Exception {
        comesToItsTurn(SharedPostgres.newDatabase());
    }

    @Test
    void shouldComeToItsTurnInMariaDb() throws Exception {
        comesToItsTurn(SharedMariaDb.newDatabase());
    }

    private static void comesToItsTurn(String url) throws Exception {
        try (var storage = Stores.open(url);
                var noting = Stores.connect(url)) {
            DlqSchedule schedule = storage.schedule().orElseThrow();
            Lease lease = value(schedule.renew(new Lease(UUID.randomUUID(), "node-1", Duration.ofMinutes(1))));
            DlqRecord first = dueAt(1);
            DlqRecord later = dueAt(2);
            value(storage.save(List.of(first)));
            assertThat(claim(schedule, lease).records()).hasSize(1);
            noting.setAutoCommit(false);
            try (var done = noting.prepareStatement(DONE)) {
                done.setObject(1, first.id().toUuid());
                done.executeUpdate();
            }
            value(storage.save(List.of(later)));

            assertThat(claim(schedule, lease)).isEqualTo(new Claimed(List.of(), 0));
            noting.commit();

            assertThat(claim(schedule, lease).records())
                    .extracting(DlqRecord::id)
                    .containsExactly(later.id());
        }
    }

    private static Claimed claim(DlqSchedule schedule, Lease lease) {
        return value(schedule.claim(new ClaimRequest("default", lease, 10, 1_000_000)));
    }

    private static DlqRecord dueAt(long position) {
        return on("orders", 0, position)
                .sequence(new Sequence(7, position))
                .metadata(ProcessingMetadata.createdAt(Instant.now()).withNextAttemptAt(Instant.EPOCH))
                .build();
    }
}
