package io.kafkadlq.kafka;

import static org.assertj.core.api.Assertions.assertThat;

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

class OffsetLedgerTest {

    @Test
    void shouldCommitNothingBeforeTheFirstRecordIsDone() {
        var ledger = new OffsetLedger(8);
        ledger.dispatch(100);
        long second = ledger.dispatch(101);

        ledger.done(second);

        assertThat(ledger.committable()).isEqualTo(OffsetLedger.NOTHING);
    }

    @Test
    void shouldCommitBehindTheLastRecordOfTheDoneStretch() {
        var ledger = new OffsetLedger(8);
        long first = ledger.dispatch(100);
        long second = ledger.dispatch(105);
        ledger.dispatch(106);

        ledger.done(second);
        ledger.done(first);

        assertThat(ledger.committable()).isEqualTo(106);
        assertThat(ledger.underWay()).isEqualTo(1);
    }

    @Test
    void shouldRefuseMoreThanItHoldsAndGoOnWhenThereIsRoom() {
        var ledger = new OffsetLedger(2);
        long first = ledger.dispatch(1);
        ledger.dispatch(2);

        long refused = ledger.dispatch(3);
        ledger.done(first);
        long taken = ledger.dispatch(3);

        assertThat(refused).isEqualTo(OffsetLedger.FULL);
        assertThat(taken).isEqualTo(2);
    }

    @Test
    void shouldForgetADispatchThatWasTakenBack() {
        var ledger = new OffsetLedger(4);
        long first = ledger.dispatch(1);
        ledger.takeBack(ledger.dispatch(2));

        ledger.done(first);

        assertThat(ledger.committable()).isEqualTo(2);
        assertThat(ledger.underWay()).isZero();
    }

    @Property(tries = 300)
    void shouldNeverPassARecordThatIsNotDone(@ForAll @IntRange(min = 1, max = 200) int records, @ForAll Random random) {
        var ledger = new OffsetLedger(256);
        List<Long> tickets = new ArrayList<>();
        TreeSet<Long> open = new TreeSet<>();
        long offset = 0;
        List<Long> offsets = new ArrayList<>();
        for (int i = 0; i < records; i++) {
            offset += 1 + random.nextInt(3);
            tickets.add(ledger.dispatch(offset));
            offsets.add(offset);
            open.add(offset);
        }
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < records; i++) {
            order.add(i);
        }
        Collections.shuffle(order, random);

        for (int index : order) {
            ledger.done(tickets.get(index));
            open.remove(offsets.get(index));

            assertThat(ledger.committable()).isLessThanOrEqualTo(open.isEmpty() ? offset + 1 : open.first());
        }

        assertThat(ledger.committable()).isEqualTo(offset + 1);
    }

    @Test
    void shouldSeeWhatOtherThreadsHaveDoneThroughManyRounds() throws Exception {
        var ledger = new OffsetLedger(64);
        ExecutorService workers = Executors.newFixedThreadPool(2);
        long offset = 0;

        while (offset < 200_000) {
            long ticket = ledger.dispatch(offset);
            if (ticket == OffsetLedger.FULL) {
                Thread.onSpinWait();
            } else {
                workers.execute(() -> ledger.done(ticket));
                offset++;
            }
            assertThat(ledger.committable()).isLessThanOrEqualTo(offset);
        }
        workers.shutdown();

        assertThat(workers.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(ledger.committable()).isEqualTo(200_000);
    }
}
