package io.kafkadlq.api.store;

import static io.kafkadlq.api.store.StoreFixtures.on;
import static io.kafkadlq.api.store.StoreFixtures.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.ProcessingMetadata;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.model.RecordSummary;
import io.kafkadlq.api.model.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How every storage leads from page to page, there and back. */
abstract class PagingContract extends OpenStorage {

    private final QueryCriteria here = QueryCriteria.everything().onTopic(topic);

    private List<RecordId> saved(int records) {
        var batch = LongStream.range(0, records)
                .mapToObj(offset -> on(topic, 0, offset).build())
                .toList();
        value(storage.save(batch));
        return batch.stream().map(DlqRecord::id).toList();
    }

    private Page<RecordSummary> page(QueryCriteria criteria) {
        return value(storage.query(criteria));
    }

    private static List<RecordId> ids(Page<RecordSummary> page) {
        return page.items().stream().map(RecordSummary::id).toList();
    }

    @ParameterizedTest
    @EnumSource
    void shouldLeadThroughAllPagesAndBack(PageOrder order) {
        var all = new ArrayList<>(saved(25));
        if (order == PageOrder.NEWEST_FIRST) {
            Collections.reverse(all);
        }
        var first = (order == PageOrder.NEWEST_FIRST ? here : here.oldestFirst()).limitedTo(10);

        var there = new ArrayList<Page<RecordSummary>>();
        for (Optional<QueryCriteria> asked = Optional.of(first); asked.isPresent(); ) {
            there.add(page(asked.get()));
            asked = there.get(there.size() - 1).next().map(first::after);
        }
        assertThat(there)
                .extracting(PagingContract::ids)
                .containsExactly(all.subList(0, 10), all.subList(10, 20), all.subList(20, 25));
        assertThat(there.get(0).previous()).isEmpty();

        var second = page(first.before(there.get(2).previous().orElseThrow()));
        assertThat(ids(second)).isEqualTo(all.subList(10, 20));
        assertThat(second.next()).contains(all.get(19));
        var again = page(first.before(second.previous().orElseThrow()));
        assertThat(ids(again)).isEqualTo(all.subList(0, 10));
        assertThat(again.previous()).isEmpty();
        assertThat(again.next()).contains(all.get(9));
    }

    @Test
    void shouldTakeThePageNearestToWhereItComesFrom() {
        var all = saved(10);

        assertThat(ids(page(here.limitedTo(3).before(all.get(2))))).containsExactly(all.get(5), all.get(4), all.get(3));
        assertThat(ids(page(here.oldestFirst().limitedTo(3).before(all.get(7)))))
                .containsExactly(all.get(4), all.get(5), all.get(6));
    }

    @Test
    void shouldLeadThroughRecordsOfSeveralStatusesInOneOrder() {
        var all = new ArrayList<RecordId>();
        for (DlqStatus status : List.of(DlqStatus.FAILED, DlqStatus.PENDING, DlqStatus.ON_HOLD, DlqStatus.FAILED)) {
            all.add(saved(on(topic, 0, all.size()).status(status)).id());
            saved(on(topic, 1, all.size()).status(DlqStatus.SUCCESS));
        }
        var first = QueryCriteria.oldestUnresolved()
                .inChannel("default")
                .onTopic(topic)
                .limitedTo(3);

        var there = page(first);
        assertThat(ids(there)).isEqualTo(all.subList(0, 3));
        assertThat(ids(page(first.after(there.next().orElseThrow())))).isEqualTo(all.subList(3, 4));
        assertThat(ids(page(first.limitedTo(2).before(all.get(3))))).isEqualTo(all.subList(1, 3));
    }

    @Test
    void shouldLeadThroughWhatIsDueInSeveralChannelsInOneOrder() {
        var due = Instant.ofEpochSecond(1);
        var all = new ArrayList<RecordId>();
        for (String channel : List.of(topic + "-b", topic + "-a", topic + "-b", topic + "-a")) {
            var waits = DlqRecord.builder(StoreFixtures.nextId(), channel, StoreFixtures.simplePayload())
                    .source(new Source(topic, 0, all.size(), 0))
                    .metadata(ProcessingMetadata.createdAt(Instant.EPOCH).withNextAttemptAt(due));
            all.add(saved(waits).id());
        }
        var first = QueryCriteria.due(due).onTopic(topic).limitedTo(3);

        var there = page(first);
        assertThat(ids(there)).isEqualTo(all.subList(0, 3));
        assertThat(ids(page(first.after(there.next().orElseThrow())))).isEqualTo(all.subList(3, 4));
        assertThat(ids(page(first.limitedTo(2).before(all.get(3))))).isEqualTo(all.subList(1, 3));
    }

    @Test
    void shouldLeadBackToRecordsThatCameInMeanwhile() {
        var all = saved(4);
        var first = here.limitedTo(2);
        var second = page(first.after(page(first).next().orElseThrow()));
        var young = saved(on(topic, 0, 4));

        var back = page(first.before(second.previous().orElseThrow()));

        assertThat(ids(back)).containsExactly(all.get(3), all.get(2));
        assertThat(ids(page(first.before(back.previous().orElseThrow())))).containsExactly(young.id());
    }

    @Test
    void shouldLeadNowhereFromNothing() {
        var nothing = page(here);

        assertThat(nothing.items()).isEmpty();
        assertThat(nothing.next()).isEmpty();
        assertThat(nothing.previous()).isEmpty();
    }
}
