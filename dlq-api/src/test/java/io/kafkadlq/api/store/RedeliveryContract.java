package io.kafkadlq.api.store;

import static io.kafkadlq.api.store.StoreFixtures.fromCode;
import static io.kafkadlq.api.store.StoreFixtures.nextId;
import static io.kafkadlq.api.store.StoreFixtures.on;
import static io.kafkadlq.api.store.StoreFixtures.result;
import static io.kafkadlq.api.store.StoreFixtures.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.model.DlqRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What every storage does with records that come again, and when it is closed. */
abstract class RedeliveryContract extends OpenStorage {

    @Nested
    class WhenARecordComesAgain {

        @Test
        void shouldStoreItOnceAndNameTheFirst() {
            var first = saved(on(topic, 0, 7));
            var again = on(topic, 0, 7).build();

            var report = value(storage.save(List.of(again)));

            assertThat(report.duplicates()).containsExactly(Map.entry(again.id(), first.id()));
            assertThat(result(storage.find(again.id()))).isInstanceOf(StorageResult.NotFound.class);
        }

        @Test
        void shouldStoreTheNewOnesOfItsBatch() {
            var old = saved(on(topic, 0, 7));
            var oldAgain = on(topic, 0, 7).build();
            var fresh = on(topic, 0, 8).build();
            var elsewhere = on(topic, 1, 7).build();

            var report = value(storage.save(List.of(fresh, oldAgain, elsewhere)));

            assertThat(report.duplicates()).containsExactly(Map.entry(oldAgain.id(), old.id()));
            assertThat(idsOf(QueryCriteria.everything().onTopic(topic)))
                    .containsExactly(elsewhere.id(), fresh.id(), old.id());
        }

        @Test
        void shouldRecogniseItWithinItsBatch() {
            var first = on(topic, 0, 7).build();
            var again = on(topic, 0, 7).build();

            var report = value(storage.save(List.of(first, again)));

            assertThat(report.duplicates()).containsExactly(Map.entry(again.id(), first.id()));
        }

        @Test
        void shouldNameTheFirstAlsoForTheSecondOfItsBatch() {
            var first = saved(on(topic, 0, 7));
            var again = on(topic, 0, 7).build();
            var third = on(topic, 0, 7).build();

            var report = value(storage.save(List.of(again, third)));

            assertThat(report.duplicates())
                    .containsOnly(Map.entry(again.id(), first.id()), Map.entry(third.id(), first.id()));
        }

        @Test
        void shouldTellChannelsApart() {
            var one = on(topic, 0, 7).build();
            var other = DlqRecord.builder(nextId(), "payments", one.payload())
                    .source(one.source())
                    .build();

            assertThat(value(storage.save(List.of(one, other))).duplicates()).isEmpty();
        }

        @Test
        void shouldNeverTakeRecordsWithoutAPositionForOneAnother() {
            var one = fromCode().build();
            var other = fromCode().build();

            assertThat(value(storage.save(List.of(one, other))).duplicates()).isEmpty();
            assertThat(found(other.id())).isEqualTo(other);
        }

        @Test
        @DisplayName("should accept a batch whose first save was never acknowledged")
        void shouldAcceptTheSameBatchTwice() {
            var batch = List.of(on(topic, 0, 1).build(), fromCode().build());
            value(storage.save(batch));

            var report = value(storage.save(batch));

            assertThat(report.duplicates())
                    .containsOnly(
                            Map.entry(batch.get(0).id(), batch.get(0).id()),
                            Map.entry(batch.get(1).id(), batch.get(1).id()));
        }

        @Test
        void shouldStoreOnceWhatManySaveAtTheSameTime() {
            List<CompletionStage<StorageResult<SaveReport>>> saves = new ArrayList<>();
            IntStream.range(0, 16)
                    .forEach(writer -> saves.add(storage.save(LongStream.range(0, 100)
                            // Each in another order, so that they would deadlock if the storage kept it.
                            .mapToObj(i ->
                                    on(topic, 0, (i * 7 + writer * 13) % 100).build())
                            .toList())));

            var duplicates = saves.stream()
                    .mapToInt(save -> value(save).duplicates().size())
                    .sum();

            assertThat(duplicates).isEqualTo(15 * 100);
            assertThat(idsOf(QueryCriteria.everything().onTopic(topic).limitedTo(500)))
                    .hasSize(100);
        }
    }

    @Nested
    class WhenItIsClosed {

        @Test
        void shouldFinishWhatWasHandedOver() throws Exception {
            var batches = LongStream.range(0, 20)
                    .mapToObj(offset -> List.of(on(topic, 0, offset).build()))
                    .toList();
            var saves = batches.stream().map(storage::save).toList();

            storage.close();

            assertThat(saves).allSatisfy(save -> assertThat(save.toCompletableFuture())
                    .isCompletedWithValueMatching(StorageResult.Success.class::isInstance));
        }

        @Test
        void shouldBearClosingAgainAndRefuseCallsAsRetryable() {
            storage.close();
            storage.close();

            var late = result(storage.save(List.of(on(topic, 0, 1).build())));

            assertThat(late)
                    .isInstanceOfSatisfying(StorageResult.Failure.class, failed -> assertThat(failed.retryable())
                            .isTrue());
        }

        @Test
        void shouldNotBlockACallerOfManyCalls() {
            var finds = IntStream.range(0, 100)
                    .mapToObj(i -> storage.find(nextId()).toCompletableFuture())
                    .toArray(CompletableFuture[]::new);

            assertThat(CompletableFuture.allOf(finds)).succeedsWithin(Duration.ofSeconds(30));
        }
    }
}
