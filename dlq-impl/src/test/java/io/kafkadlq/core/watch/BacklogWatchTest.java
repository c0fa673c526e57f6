package io.kafkadlq.core.watch;

import static io.kafkadlq.api.store.StoreFixtures.fromCode;
import static io.kafkadlq.api.store.StoreFixtures.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.Failure;
import io.kafkadlq.api.model.Text;
import io.kafkadlq.core.engine.UnsteadyStorage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BacklogWatchTest {

    private static final long SOME_TIME = Duration.ofSeconds(20).toNanos();

    private final UnsteadyStorage storage = new UnsteadyStorage();
    private final BacklogWatch watch = new BacklogWatch(storage);

    @Test
    void shouldKnowWhatIsUnresolvedAndSinceWhen() {
        DlqRecord resolved = fromCode().status(DlqStatus.SUCCESS).build();
        DlqRecord oldest = fromCode().status(DlqStatus.FAILED).build();
        DlqRecord pending = fromCode().status(DlqStatus.PENDING).build();
        DlqRecord failed = fromCode().status(DlqStatus.FAILED).build();
        value(storage.save(List.of(resolved, oldest, pending, failed)));

        watch.pulse(0);

        assertThat(watch.latest()).hasValueSatisfying(known -> {
            assertThat(known.records())
                    .isEqualTo(Map.of("default", Map.of(DlqStatus.FAILED, 2L, DlqStatus.PENDING, 1L)));
            assertThat(known.oldest()).isEqualTo(Map.of("default", oldest.id().timestamp()));
        });
    }

    @Test
    void shouldTellTheMostFrequentExceptionsApartAndNoMore() {
        value(storage.save(IntStream.rangeClosed(1, 60)
                .mapToObj(number -> failedWith("com.example.Odd" + number))
                .toList()));
        value(storage.save(List.of(failedWith("java.net.ConnectException"), failedWith("java.net.ConnectException"))));

        watch.pulse(0);

        assertThat(watch.latest().orElseThrow().exceptions())
                .hasSize(51)
                .containsEntry("ConnectException", 2L)
                .containsEntry("other", 11L);
    }

    private static DlqRecord failedWith(String exception) {
        return fromCode()
                .status(DlqStatus.FAILED)
                .failure(Failure.unexplained().withExceptionClass(Text.of(exception)))
                .build();
    }

    @Test
    void shouldTellNothingWhileTheStoreIsAway() {
        watch.pulse(0);
        assertThat(watch.latest()).isPresent();

        storage.readsAway = true;
        watch.pulse(SOME_TIME);
        assertThat(watch.latest()).isEmpty();

        storage.readsAway = false;
        watch.pulse(2 * SOME_TIME);
        assertThat(watch.latest()).isPresent();
    }

    @Test
    void shouldNotAskMoreOftenThanEachQuarterOfAMinute() {
        watch.pulse(0);
        value(storage.save(List.of(fromCode().build())));

        watch.pulse(Duration.ofSeconds(14).toNanos());
        assertThat(watch.latest().orElseThrow().records()).isEmpty();

        watch.pulse(Duration.ofSeconds(15).toNanos());
        assertThat(watch.latest().orElseThrow().records()).isNotEmpty();
    }
}
