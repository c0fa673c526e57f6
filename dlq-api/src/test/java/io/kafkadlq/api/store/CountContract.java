package io.kafkadlq.api.store;

import static io.kafkadlq.api.store.StoreFixtures.nextId;
import static io.kafkadlq.api.store.StoreFixtures.on;
import static io.kafkadlq.api.store.StoreFixtures.simplePayload;
import static io.kafkadlq.api.store.StoreFixtures.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.Failure;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.model.Source;
import io.kafkadlq.api.model.Text;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How every storage counts. */
abstract class CountContract extends OpenStorage {

    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

    private final QueryCriteria here = QueryCriteria.everything().onTopic(topic);
    private long offset;

    private void saved(int records, DlqStatus status, String exceptionClass) {
        for (int i = 0; i < records; i++) {
            var failure = Failure.unexplained();
            saved(on(topic, 0, offset++)
                    .status(status)
                    .failure(exceptionClass.isEmpty() ? failure : failure.withExceptionClass(Text.of(exceptionClass))));
        }
    }

    private void takenIn(String... moments) {
        for (String moment : moments) {
            var id = new RecordId(
                    RecordId.firstAt(Instant.parse(moment)).mostSignificantBits(), nextId().leastSignificantBits());
            saved(DlqRecord.builder(id, "default", simplePayload()).source(new Source(topic, 0, offset++, 0)));
        }
    }

    private Counts count(QueryCriteria which, CountBy by) {
        return value(storage.count(which, by));
    }

    private static Counts.Group group(long records, String... key) {
        return new Counts.Group(List.of(key), records);
    }

    @Test
    void shouldCountByStatusTheMostFirst() {
        saved(1, DlqStatus.PENDING, "");
        saved(3, DlqStatus.SUCCESS, "");
        saved(2, DlqStatus.FAILED, "");

        var counts = count(here, CountBy.STATUS);

        assertThat(counts.groups()).containsExactly(group(3, "SUCCESS"), group(2, "FAILED"), group(1, "PENDING"));
        assertThat(counts.more()).isFalse();
    }

    @Test
    void shouldCountOnlyWhatWasAskedForWhateverThePage() {
        saved(3, DlqStatus.FAILED, "com.example.A");
        saved(1, DlqStatus.FAILED, "com.example.B");
        saved(1, DlqStatus.PENDING, "com.example.A");
        var which = here.withStatuses(Set.of(DlqStatus.FAILED)).failedWith("com.example.A");

        assertThat(count(which.after(nextId()).limitedTo(1), CountBy.STATUS).groups())
                .containsExactly(group(3, "FAILED"));
        assertThat(count(which.before(nextId()).limitedTo(1), CountBy.STATUS).groups())
                .containsExactly(group(3, "FAILED"));
    }

    @Test
    void shouldCountByChannelAndStatus() {
        String other = topic + "-other";
        for (String channel : List.of(topic, topic, other)) {
            saved(DlqRecord.builder(nextId(), channel, simplePayload()).source(new Source(topic, 0, offset++, 0)));
        }

        assertThat(count(here, CountBy.CHANNEL_AND_STATUS).groups())
                .containsExactly(group(2, topic, "PENDING"), group(1, other, "PENDING"));
        assertThat(count(QueryCriteria.everything().inChannel(other), CountBy.CHANNEL_AND_STATUS)
                        .groups())
                .containsExactly(group(1, other, "PENDING"));
    }

    @Test
    void shouldCountByExceptionClassUpToTheLimit() {
        saved(1, DlqStatus.FAILED, "com.example.Rare");
        saved(3, DlqStatus.FAILED, "com.example.Frequent");
        saved(2, DlqStatus.FAILED, "");

        assertThat(count(here, CountBy.EXCEPTION_CLASS).groups())
                .containsExactly(group(3, "com.example.Frequent"), group(2, ""), group(1, "com.example.Rare"));
        var top = count(here.limitedTo(2), CountBy.EXCEPTION_CLASS);
        assertThat(top.groups()).containsExactly(group(3, "com.example.Frequent"), group(2, ""));
        assertThat(top.more()).isTrue();
    }

    @Test
    void shouldCountByHourTheLatestFirst() {
        takenIn("2026-11-28T09:59:59.999Z", "2026-11-28T10:00:00Z", "2026-11-28T10:59:59.999Z", "2026-11-27T10:30:00Z");

        assertThat(count(here, CountBy.HOUR).groups())
                .containsExactly(
                        group(2, "2026-11-28T10:00:00Z"),
                        group(1, "2026-11-28T09:00:00Z"),
                        group(1, "2026-11-27T10:00:00Z"));
        var latest = count(here.limitedTo(2), CountBy.HOUR);
        assertThat(latest.groups()).hasSize(2);
        assertThat(latest.more()).isTrue();
    }

    @Test
    void shouldCountByDay() {
        takenIn("2026-11-28T23:59:59.999Z", "2026-11-28T00:00:00Z", "2026-11-27T23:59:59.999Z");

        assertThat(count(here, CountBy.DAY).groups())
                .containsExactly(group(2, "2026-11-28T00:00:00Z"), group(1, "2026-11-27T00:00:00Z"));
    }

    @Test
    void shouldCountOnlyTheHoursAskedFor() {
        takenIn("2026-11-28T11:10:00Z", "2026-11-28T11:50:00Z", "2026-11-28T12:10:00Z", "2026-11-28T12:50:00Z");
        var which = here.takenIn(NOON.minusSeconds(1_800), NOON.plusSeconds(1_800));

        assertThat(count(which, CountBy.HOUR).groups())
                .containsExactly(group(1, "2026-11-28T12:00:00Z"), group(1, "2026-11-28T11:00:00Z"));
        assertThat(count(here.takenIn(NOON, NOON.plusSeconds(3_600)), CountBy.HOUR)
                        .groups())
                .containsExactly(group(2, "2026-11-28T12:00:00Z"));
    }

    @Test
    void shouldCountEverything() {
        saved(1, DlqStatus.PENDING, "");

        for (CountBy by : CountBy.values()) {
            assertThat(count(QueryCriteria.everything(), by).groups()).isNotEmpty();
        }
    }

    @Test
    void shouldCountNothing() {
        for (CountBy by : CountBy.values()) {
            assertThat(count(here, by)).isEqualTo(new Counts(List.of(), false));
        }
    }

    @Test
    void shouldSayThatItCan() {
        assertThat(storage.capabilities())
                .contains(StoreCapability.COUNTS, StoreCapability.KEY_SEARCH, StoreCapability.MESSAGE_SEARCH);
    }
}
