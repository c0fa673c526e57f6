package io.kafkadlq.bench.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SamplerTest {

    private static final long SECOND = 1_000_000_000;

    private final AtomicLong counter = new AtomicLong(1_000);

    @Test
    void shouldTakeARateOverTheTimeThatHasReallyPassed() {
        var sampler = new Sampler(7 * SECOND).rate("offered", counter::get);

        counter.addAndGet(50);
        sampler.look(8 * SECOND);
        counter.addAndGet(50);
        sampler.look(12 * SECOND);

        assertThat(sampler.recording().samples("offered").seconds()).containsExactly(1.0, 5.0);
        assertThat(sampler.recording().samples("offered").values()).containsExactly(50.0, 12.5);
    }

    @Test
    void shouldReadWhatColumnsShareBeforeThem() {
        var shared = new AtomicLong();
        var sampler = new Sampler(0)
                .gauge("one", shared::get)
                .gauge("other", shared::get)
                .beforeEach(shared::incrementAndGet);

        sampler.look(SECOND);

        assertThat(sampler.recording().last("one")).isEqualTo(1);
        assertThat(sampler.recording().last("other")).isEqualTo(1);
    }

    @Test
    void shouldLookAgainAndAgainUntilStopped() throws InterruptedException {
        var looks = new CountDownLatch(3);
        var sampling = new Sampler(System.nanoTime())
                .beforeEach(looks::countDown)
                .gauge("value", () -> 4)
                .start(Duration.ofMillis(1));

        assertThat(looks.await(10, TimeUnit.SECONDS)).isTrue();

        assertThat(sampling.stop().samples("value").values())
                .hasSizeGreaterThanOrEqualTo(3)
                .containsOnly(4.0);
    }

    @Test
    void shouldSayWhyItCouldNotLook() throws InterruptedException {
        var looking = new CountDownLatch(1);
        var sampling = new Sampler(System.nanoTime())
                .beforeEach(looking::countDown)
                .gauge("value", () -> {
                    throw new IllegalStateException("closed");
                })
                .start(Duration.ofMillis(1));

        assertThat(looking.await(10, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(sampling::stop).hasRootCauseMessage("closed");
    }
}
