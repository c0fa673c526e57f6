package io.kafkadlq.api.store;

import static io.kafkadlq.api.store.StoreFixtures.complete;
import static io.kafkadlq.api.store.StoreFixtures.nextId;
import static io.kafkadlq.api.store.StoreFixtures.on;
import static io.kafkadlq.api.store.StoreFixtures.result;
import static io.kafkadlq.api.store.StoreFixtures.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.Origin;
import io.kafkadlq.api.model.ProcessingMetadata;
import io.kafkadlq.api.model.RecordId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How every storage finds records. */
abstract class ReadingContract extends OpenStorage {

    @Nested
    class WhenRecordsAreQueried {

        @Test
        void shouldListTheNewestFirst() {
            var old = saved(on(topic, 0, 1));
            var young = saved(on(topic, 0, 2));

            assertThat(idsOf(QueryCriteria.everything().onTopic(topic))).containsExactly(young.id(), old.id());
        }

        @Test
        void shouldOrderIdsUnsigned() {
            var low = new UUID(0x7FFF_0000_0000_7000L, 0x8000_0000_0000_0000L);
            var high = new UUID(0x8000_0000_0000_7000L, 0x8000_0000_0000_0000L);
            var higher = new UUID(0x8000_0000_0000_7000L, 0xBFFF_0000_0000_0000L);
            var records = List.of(low, higher, high).stream()
                    .map(uuid -> DlqRecord.builder(RecordId.of(uuid), topic, StoreFixtures.simplePayload())
                            .metadata(ProcessingMetadata.createdAt(Instant.EPOCH))
                            .build())
                    .toList();
            value(storage.save(records));

            var inChannel = QueryCriteria.everything().inChannel(topic);

            assertThat(idsOf(inChannel)).containsExactly(RecordId.of(higher), RecordId.of(high), RecordId.of(low));
            assertThat(idsOf(inChannel.after(RecordId.of(high)))).containsExactly(RecordId.of(low));
        }

        @Test
        void shouldLeadThroughAllPagesOnceThoughNewOnesComeIn() {
            var batch = LongStream.range(0, 25)
                    .mapToObj(offset -> on(topic, 0, offset).build())
                    .toList();
            value(storage.save(batch));
            var seen = new ArrayList<RecordId>();
            var criteria = Optional.of(QueryCriteria.everything().onTopic(topic).limitedTo(5));

            for (int page = 0; criteria.isPresent(); page++) {
                var now = criteria.get();
                var read = value(storage.query(now));
                read.items().forEach(item -> seen.add(item.id()));
                criteria = read.next().map(now::after);
                saved(on(topic, 0, 1_000 + page));
            }

            assertThat(seen).hasSize(25).doesNotHaveDuplicates().isSortedAccordingTo((a, b) -> b.compareTo(a));
        }

        @Test
        void shouldEndExactlyWhereThePageEnds() {
            value(storage.save(List.of(on(topic, 0, 1).build(), on(topic, 0, 2).build())));

            var page = value(
                    storage.query(QueryCriteria.everything().onTopic(topic).limitedTo(2)));

            assertThat(page.items()).hasSize(2);
            assertThat(page.next()).isEmpty();
        }

        @Test
        void shouldFilterByStatusChannelAndEitherTopic() {
            var pending = saved(on(topic, 0, 1));
            var failed = saved(on(topic, 0, 2).status(DlqStatus.FAILED));
            var resolved = saved(on(topic, 0, 3).status(DlqStatus.SUCCESS));
            var origin = saved(on(topic + "-dlt", 0, 1).origin(Origin.unknown().withTopic(topic)));
            var onTopic = QueryCriteria.everything().onTopic(topic);

            assertThat(idsOf(onTopic)).containsExactly(origin.id(), resolved.id(), failed.id(), pending.id());
            assertThat(idsOf(onTopic.withStatuses(Set.of(DlqStatus.FAILED, DlqStatus.SUCCESS))))
                    .containsExactly(resolved.id(), failed.id());
            assertThat(idsOf(QueryCriteria.unresolved().onTopic(topic)))
                    .containsExactly(origin.id(), failed.id(), pending.id());
            assertThat(idsOf(onTopic.inChannel("default"))).hasSize(4);
            assertThat(idsOf(onTopic.inChannel("other"))).isEmpty();
        }

        @Test
        void shouldGiveSummariesWithoutStackTraces() {
            var complete = complete(topic, 42);
            value(storage.save(List.of(complete)));

            var item = value(storage.query(QueryCriteria.everything().onTopic(topic)))
                    .items()
                    .get(0);

            assertThat(item.failure().stackTrace()).isEmpty();
            assertThat(item.failure().message()).isEqualTo(complete.failure().message());
            assertThat(item.payload()).isEqualTo(complete.payload().summary());
            assertThat(item.problems()).isEqualTo(complete.summary().problems());
        }

        @Test
        void shouldSayThatAnUnknownRecordIsNotThere() {
            assertThat(result(storage.find(nextId()))).isInstanceOf(StorageResult.NotFound.class);
        }
    }
}
