package io.kafkadlq.core.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BoundTest {

    @Property
    void shouldLetInAsLongAsThereIsRoomAndNoLonger(
            @ForAll @IntRange(min = 1, max = 10) int most, @ForAll @Size(max = 200) List<Boolean> comings) {
        var left = new AtomicLong();
        var bound = new Bound(most, left::get);
        int inside = 0;

        for (boolean coming : comings) {
            if (coming) {
                assertThat(bound.tryEnter()).isEqualTo(inside < most);
                inside = Math.min(most, inside + 1);
            } else if (inside > 0) {
                left.incrementAndGet();
                inside--;
            }
        }
    }

    @Test
    void shouldForgetAnEntryThatIsTakenBack() {
        var bound = new Bound(1, () -> 0);

        assertThat(bound.tryEnter()).isTrue();
        bound.giveBack();
        assertThat(bound.tryEnter()).isTrue();
        assertThat(bound.entered()).isOne();
        assertThat(bound.tryEnter()).isFalse();
    }

    @Test
    void shouldHoldWhateverManyThreadsDo() throws Exception {
        int most = 7;
        int rounds = 200_000;
        var left = new AtomicLong();
        var inside = new AtomicInteger();
        var highest = new AtomicInteger();
        var bound = new Bound(most, left::get);
        var pool = Executors.newFixedThreadPool(4);
        Callable<Void> comesAndGoes = () -> {
            for (int i = 0; i < rounds; i++) {
                if (bound.tryEnter()) {
                    int now = inside.incrementAndGet();
                    highest.accumulateAndGet(now, Math::max);
                    inside.decrementAndGet();
                    left.incrementAndGet();
                }
            }
            return null;
        };

        try {
            for (Future<Void> ended :
                    pool.invokeAll(new ArrayList<>(List.of(comesAndGoes, comesAndGoes, comesAndGoes, comesAndGoes)))) {
                ended.get();
            }
        } finally {
            pool.shutdownNow();
        }

        assertThat(highest.get()).isBetween(1, most);
        assertThat(bound.entered()).isEqualTo(left.get());
    }
}
