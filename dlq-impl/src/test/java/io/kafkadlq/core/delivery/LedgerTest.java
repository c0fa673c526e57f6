package io.kafkadlq.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LedgerTest {

    private final Feed feed = new Feed(0, 64);
    private final Ledger ledger = feed.ledger();

    @Test
    void shouldCommitNothingBeforeTheFirstRecordIsDone() {
        feed.next("a");
        Delivery second = feed.next("b");

        second.done();

        assertThat(ledger.committable()).isEqualTo(Ledger.NOTHING);
    }

    @Test
    void shouldCommitBehindTheLastRecordOfTheDoneStretchOverGaps() {
        Delivery first = feed.next("a");
        feed.skip(5);
        Delivery second = feed.next("b");
        feed.next("c");

        second.done();
        first.done();

        assertThat(ledger.committable()).isEqualTo(7);
        assertThat(ledger.underWay()).isEqualTo(1);
        assertThat(ledger.bytesUnderWay()).isEqualTo(2);
    }

    @Test
    void shouldRefuseMoreThanItHoldsAndGoOnWhenThereIsRoom() {
        Delivery first = feed.next("first");
        for (int i = 1; i < 64; i++) {
            feed.next("other");
        }
        assertThat(ledger.hasRoom()).isFalse();
        assertThatThrownBy(() -> feed.next("refused")).isInstanceOf(IllegalStateException.class);

        first.done();

        assertThat(ledger.hasRoom()).isTrue();
    }

    @Test
    void shouldForgetAnEntryThatWasTakenBack() {
        Delivery first = feed.next("a");
        feed.next("b");
        feed.takeBack();

        first.done();

        assertThat(ledger.committable()).isEqualTo(1);
        assertThat(ledger.underWay()).isZero();
        assertThat(ledger.bytesUnderWay()).isZero();
    }

    @Test
    void shouldLetNothingBeginBehindWhatHadBegunWhenRevoked() {
        Delivery before = feed.next("a");
        Delivery begun = feed.next("b");
        Delivery behind = feed.next("c");
        assertThat(begun.start()).isTrue();

        feed.revoke();

        assertThat(behind.start()).isFalse();
        assertThat(feed.isUnderWay()).isTrue();
        begun.done();
        assertThat(feed.isUnderWay()).isTrue();
        assertThat(before.start()).isTrue();
        before.done();
        assertThat(feed.isUnderWay()).isFalse();
        assertThat(ledger.committable()).isEqualTo(2);
    }

    @Test
    void shouldTellWhatIsAtWorkFromWhatOnlyMayBegin() {
        feed.next("a");
        Delivery begun = feed.next("b");
        assertThat(begun.start()).isTrue();

        feed.revoke();

        assertThat(feed.isAtWork()).isTrue();
        begun.done();
        assertThat(feed.isAtWork()).isFalse();
        assertThat(feed.isUnderWay()).isTrue();
    }

    @Test
    void shouldWaitForNothingThatWasGivenBack() {
        Delivery refused = feed.next("a");
        assertThat(refused.start()).isTrue();

        refused.giveBack();
        feed.revoke();

        assertThat(feed.isUnderWay()).isFalse();
    }

    @Property(tries = 300)
    void shouldNeverPassARecordThatIsNotDone(
            @ForAll @IntRange(min = 1, max = 1000) int records, @ForAll Random random) {
        var partition = new Feed(0, 1024);
        List<Delivery> deliveries = new ArrayList<>();
        List<Long> offsets = new ArrayList<>();
        for (int i = 0; i < records; i++) {
            partition.skip(random.nextInt(3));
            Delivery delivery = partition.next("key");
            deliveries.add(delivery);
            offsets.add(delivery.record().offset());
        }
        TreeSet<Long> open = new TreeSet<>(offsets);
        long end = offsets.get(records - 1) + 1;
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < records; i++) {
            order.add(i);
        }
        Collections.shuffle(order, random);

        for (int index : order) {
            deliveries.get(index).done();
            open.remove(offsets.get(index));

            assertThat(partition.ledger().committable()).isLessThanOrEqualTo(open.isEmpty() ? end : open.first());
        }

        assertThat(partition.ledger().committable()).isEqualTo(end);
        assertThat(partition.ledger().bytesUnderWay()).isZero();
    }

    @Test
    void shouldSeeWhatOtherThreadsHaveDoneThroughManyRoundsAndGrowths() throws Exception {
        var busy = new Feed(0, 4096);
        ExecutorService workers = Executors.newFixedThreadPool(2);
        int entered = 0;

        while (entered < 200_000) {
            if (busy.ledger().hasRoom()) {
                Delivery delivery = busy.next("key");
                workers.execute(delivery::done);
                entered++;
            }
            assertThat(busy.ledger().committable()).isLessThanOrEqualTo(entered);
        }
        workers.shutdown();

        assertThat(workers.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(busy.ledger().committable()).isEqualTo(200_000);
    }
}
