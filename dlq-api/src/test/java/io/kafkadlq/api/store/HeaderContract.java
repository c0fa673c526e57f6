package io.kafkadlq.api.store;

import static io.kafkadlq.api.store.StoreFixtures.audited;
import static io.kafkadlq.api.store.StoreFixtures.on;
import static io.kafkadlq.api.store.StoreFixtures.utf8;
import static io.kafkadlq.api.store.StoreFixtures.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.model.DlqHeaders;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.IndexedHeader;
import io.kafkadlq.api.model.Payload;
import io.kafkadlq.api.model.RecordId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How every storage finds records by headers: by those they are indexed by, and exactly. */
abstract class HeaderContract extends OpenStorage {

    private final QueryCriteria here = QueryCriteria.everything().onTopic(topic);
    private long offset;

    private DlqRecord indexed(IndexedHeader... headers) {
        var dlqRecord = on(topic, 0, offset++).build().withIndexedHeaders(Set.of(headers));
        value(storage.save(List.of(dlqRecord)));
        return dlqRecord;
    }

    private static IndexedHeader tenant(String name) {
        return new IndexedHeader("tenant", name);
    }

    @Test
    void shouldFindNameAndValueTogether() {
        var acme = indexed(tenant("acme"), new IndexedHeader("region", "eu"));
        var both = indexed(tenant("acme"), tenant("other"));
        indexed(tenant("other"), new IndexedHeader("region", "acme"));

        assertThat(idsOf(here.withHeader("tenant", "acme"))).containsExactly(both.id(), acme.id());
        assertThat(idsOf(here.withHeader("tenant", "acme").withHeader("region", "eu")))
                .containsExactly(acme.id());
        assertThat(idsOf(here.withHeader("tenant", "acme").withHeader("tenant", "other")))
                .containsExactly(both.id());
        assertThat(idsOf(here.withHeader("tenant", "nobody"))).isEmpty();
    }

    @Test
    void shouldNotFindAHeaderThatIsOnlyCarried() {
        var headers = new DlqHeaders.Builder().add("tenant", utf8("acme")).build();
        saved(on(topic, 0, offset++, Payload.of(null, null, headers)));

        assertThat(idsOf(here.withHeader("tenant", "acme"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"acme", "ACME", "acme ", " acme", "", "a%", "a_me", "äcme", "\uD83D\uDE80"})
    void shouldTellValuesApart(String sought) {
        Map<String, RecordId> byValue = Stream.of(
                        "acme", "ACME", "acme ", " acme", "", "a%", "a_me", "äcme", "\uD83D\uDE80")
                .collect(Collectors.toMap(
                        value -> value, value -> indexed(tenant(value)).id()));

        assertThat(idsOf(here.withHeader("tenant", sought))).containsExactly(byValue.get(sought));
    }

    // Not every database can hold a NUL, or half a character.
    @Test
    void shouldFindOddTextByItself() {
        var odd = indexed(tenant("a\0cme"), tenant("x\uD83D"), new IndexedHeader("b\0", "c"));

        assertThat(idsOf(here.withHeader("tenant", "a\0cme"))).containsExactly(odd.id());
        assertThat(idsOf(here.withHeader("tenant", "x\uD83D"))).containsExactly(odd.id());
        assertThat(idsOf(here.withHeader("b\0", "c"))).containsExactly(odd.id());
    }

    @Test
    void shouldCutWhatIsTooLongInRecordsAndSearchesAlike() {
        String rockets = "\uD83D\uDE80".repeat(200);
        var longer = indexed(tenant("x".repeat(1_000)));
        var odd = indexed(tenant("y" + rockets), tenant(rockets));

        assertThat(idsOf(here.withHeader("tenant", "x".repeat(2_000)))).containsExactly(longer.id());
        assertThat(idsOf(here.withHeader("tenant", "y" + rockets))).containsExactly(odd.id());
        assertThat(idsOf(here.withHeader("tenant", rockets + "z"))).containsExactly(odd.id());
    }

    @Test
    void shouldFindRecordsOfAWholeBatchByPagesAndCountThem() {
        List<DlqRecord> batch = LongStream.range(0, 100)
                .mapToObj(number -> on(topic, 0, number)
                        .status(number % 4 == 0 ? DlqStatus.FAILED : DlqStatus.PENDING)
                        .build()
                        .withIndexedHeaders(Set.of(tenant(number % 2 == 0 ? "even" : "odd"))))
                .toList();
        value(storage.save(batch));
        QueryCriteria even = here.withHeader("tenant", "even").limitedTo(30);

        var first = value(storage.query(even));
        var second = value(storage.query(even.after(first.next().orElseThrow())));

        assertThat(first.items()).hasSize(30);
        assertThat(second.items()).hasSize(20);
        assertThat(second.next()).isEmpty();
        assertThat(value(storage.count(even, CountBy.STATUS)).groups().stream()
                        .collect(Collectors.toMap(group -> group.key().get(0), Counts.Group::records)))
                .containsOnly(Map.entry(DlqStatus.FAILED.name(), 25L), Map.entry(DlqStatus.PENDING.name(), 25L));
    }

    @Test
    void shouldStillFindARecordThatWasChanged() {
        var dlqRecord = indexed(tenant("acme"));
        var skipped = dlqRecord.summary().withStatus(DlqStatus.SKIPPED);

        value(storage.update(skipped, audited(dlqRecord, "SKIP")));

        QueryCriteria acme = here.withHeader("tenant", "acme");
        assertThat(idsOf(acme.withStatuses(Set.of(DlqStatus.SKIPPED)))).containsExactly(dlqRecord.id());
        assertThat(idsOf(acme.withStatuses(Set.of(DlqStatus.PENDING)))).isEmpty();
    }

    @Test
    void shouldGiveARecordBackAsItCame() {
        var dlqRecord = indexed(tenant("acme"));

        assertThat(found(dlqRecord.id()).payload()).isEqualTo(dlqRecord.payload());
    }

    @Test
    void shouldSayThatItCan() {
        assertThat(storage.capabilities()).contains(StoreCapability.HEADER_SEARCH);
    }
}
