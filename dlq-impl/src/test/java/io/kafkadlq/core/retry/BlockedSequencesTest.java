package io.kafkadlq.core.retry;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.config.ProcessingOrder;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.store.DlqSequences;
import io.kafkadlq.api.store.StorageResult;
import io.kafkadlq.core.delivery.Delivery;
import io.kafkadlq.core.delivery.Feed;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class BlockedSequencesTest {

    private final SequenceRule rule = new SequenceRule("orders", ProcessingOrder.KEY);
    private final AskedStore store = new AskedStore();
    private final BlockedSequences blocked = new BlockedSequences("orders", rule, store, System::nanoTime);
    private final Feed feed = new Feed(0, 64);

    /** Answers when the test says so. */
    private static final class AskedStore implements DlqSequences {

        private final Set<Long> unresolved = new HashSet<>();
        private final Deque<Runnable> questions = new ArrayDeque<>();

        @Override
        public CompletionStage<StorageResult<Set<Long>>> blockedWithin(long firstId, long lastId) {
            var answer = new CompletableFuture<StorageResult<Set<Long>>>();
            questions.add(() -> answer.complete(StorageResult.success(among(firstId, lastId))));
            return answer;
        }

        private Set<Long> among(long firstId, long lastId) {
            Set<Long> found = new HashSet<>(unresolved);
            found.removeIf(id -> id < firstId || id > lastId);
            return found;
        }

        @Override
        public CompletionStage<StorageResult<Set<Long>>> blockedAmong(Set<Long> ids) {
            var answer = new CompletableFuture<StorageResult<Set<Long>>>();
            Set<Long> found = new HashSet<>(ids);
            found.retainAll(unresolved);
            questions.add(() -> answer.complete(StorageResult.success(found)));
            return answer;
        }

        @Override
        public CompletionStage<StorageResult<Long>> ahead(RecordId id) {
            return CompletableFuture.completedStage(StorageResult.success(0L));
        }

        void answer() {
            questions.remove().run();
        }
    }

    private void assigned() {
        assertThat(blocked.isKnown(feed.next("any"))).isFalse();
        store.answer();
        assertThat(blocked.isKnown(feed.next("any"))).isTrue();
    }

    private long idOf(Delivery delivery) {
        return rule.idOf(
                delivery.record().topic(),
                delivery.record().partition(),
                delivery.record().key());
    }

    @Nested
    class WhenAPartitionIsAssigned {

        @Test
        void shouldWaitForWhatTheStoreKnows() {
            store.unresolved.add(idOf(feed.next("a")));

            assertThat(blocked.isKnown(feed.next("a"))).isFalse();
            store.answer();

            assertThat(blocked.isKnown(feed.next("a"))).isTrue();
            assertThat(blocked.isBlocked(feed.next("a").record())).isTrue();
            assertThat(blocked.isBlocked(feed.next("b").record())).isFalse();
        }

        @Test
        void shouldAskOnce() {
            blocked.isKnown(feed.next("a"));
            blocked.isKnown(feed.next("a"));

            assertThat(store.questions).hasSize(1);
        }
    }

    @Nested
    class WhenARecordFails {

        @Test
        void shouldBlockItsKeyAtOnce() {
            assigned();

            blocked.block(feed.next("a").record());

            assertThat(blocked.isBlocked(feed.next("a").record())).isTrue();
            assertThat(blocked.isBlocked(feed.next("b").record())).isFalse();
        }

        @Test
        void shouldNotAskForAKeyBeforeItsRecordIsDurable() {
            assigned();
            var underWay = blocked.block(feed.next("a").record());

            blocked.refresh();
            assertThat(store.questions).isEmpty();

            underWay.over();
            blocked.refresh();
            assertThat(store.questions).hasSize(1);
        }

        @Test
        void shouldUnblockItsKeyWhenTheStoreHasResolvedIt() {
            assigned();
            Delivery failed = feed.next("a");
            blocked.block(failed.record()).over();
            store.unresolved.add(idOf(failed));

            blocked.refresh();
            store.answer();
            assertThat(blocked.isBlocked(failed.record())).isTrue();

            store.unresolved.clear();
            blocked.refresh();
            store.answer();
            assertThat(blocked.isBlocked(failed.record())).isFalse();
        }

        @Test
        void shouldNotBelieveAnAnswerOlderThanTheLatestRecord() {
            assigned();
            Delivery failed = feed.next("a");
            blocked.block(failed.record()).over();

            blocked.refresh();
            var behind = blocked.block(feed.next("a").record());
            store.answer();
            assertThat(blocked.isBlocked(failed.record())).isTrue();

            behind.over();
            blocked.refresh();
            store.answer();
            assertThat(blocked.isBlocked(failed.record())).isFalse();
        }
    }

    @Test
    void shouldBlockAWholePartitionWhereThatKeepsItsOrder() {
        var ofPartitions = new BlockedSequences(
                "orders", new SequenceRule("orders", ProcessingOrder.PARTITION), store, System::nanoTime);

        ofPartitions.block(feed.next("a").record());

        assertThat(ofPartitions.isBlocked(feed.next("b").record())).isTrue();
        assertThat(ofPartitions.isBlocked(new Feed(1, 64).next("a").record())).isFalse();
    }

    @Test
    void shouldBlockNothingWhereThereIsNoOrder() {
        var unordered = new BlockedSequences(
                "orders", new SequenceRule("orders", ProcessingOrder.UNORDERED), store, System::nanoTime);

        unordered.block(feed.next("a").record());

        assertThat(unordered.isBlocked(feed.next("a").record())).isFalse();
    }
}
