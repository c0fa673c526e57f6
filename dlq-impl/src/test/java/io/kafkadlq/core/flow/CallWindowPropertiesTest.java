package io.kafkadlq.core.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Windows beside lists of all calls. */
class CallWindowPropertiesTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    @Property(tries = 300)
    void shouldHaveExactlyTheLastCalls(
            @ForAll @IntRange(min = 1, max = 1000) int most,
            @ForAll @Size(max = 100) List<@IntRange(max = 300) Integer> stretches) {
        var window = new CountWindow(most);
        List<Boolean> calls = new ArrayList<>();
        long good = 17;
        window.clear(good);

        for (int stretch : stretches) {
            good += stretch;
            for (int i = 0; i < stretch; i++) {
                calls.add(true);
            }
            calls.add(false);
            window.bad(good);
            assertSame(window, calls.subList(Math.max(0, calls.size() - most), calls.size()));
        }
    }

    private static void assertSame(CallWindow window, List<Boolean> calls) {
        assertThat(window.calls()).isEqualTo(calls.size());
        assertThat(window.badCalls())
                .isEqualTo(calls.stream().filter(good -> !good).count());
    }

    @Property(tries = 100)
    void shouldHaveAtMostTwoBucketsMoreWhereTheWindowIsLong(
            @ForAll @IntRange(min = 1001, max = 20_000) int most,
            @ForAll @Size(max = 60) List<@IntRange(max = 2000) Integer> stretches) {
        var window = new CountWindow(most);
        List<Boolean> calls = new ArrayList<>();
        long good = 0;

        for (int stretch : stretches) {
            good += stretch;
            for (int i = 0; i < stretch; i++) {
                calls.add(true);
            }
            calls.add(false);
            window.bad(good);
            int inside = (int) window.calls();
            assertThat(inside)
                    .isGreaterThanOrEqualTo(Math.min(calls.size(), most))
                    .isLessThanOrEqualTo(most + 2 * ((most + 999) / 1000));
            assertSame(window, calls.subList(calls.size() - inside, calls.size()));
        }
    }

    @Property(tries = 300)
    void shouldHaveTheCallsOfNineToTenTenthsOfTheTime(
            @ForAll @Size(max = 100) List<@IntRange(max = 3000) Integer> pausesMillis) {
        var now = new AtomicLong(5 * SECOND);
        var window = new TimeWindow(Duration.ofSeconds(10), now::get);
        List<Long> times = new ArrayList<>();
        long good = 0;

        for (int pause : pausesMillis) {
            now.addAndGet(Duration.ofMillis(pause).toNanos());
            window.upTo(good);
            times.add(now.get());
            times.add(now.get());
            good++;
            window.bad(good);
            assertThat(window.calls()).isEqualTo(2 * window.badCalls());
            assertThat(window.calls())
                    .isBetween(since(times, now.get() - 9 * SECOND), since(times, now.get() - 10 * SECOND));
        }
    }

    private static long since(List<Long> times, long from) {
        return times.stream().filter(time -> time > from).count();
    }
}
