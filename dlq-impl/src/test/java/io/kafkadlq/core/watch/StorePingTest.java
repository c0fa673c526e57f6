package io.kafkadlq.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.core.engine.UnsteadyStorage;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StorePingTest {

    private final UnsteadyStorage storage = new UnsteadyStorage();
    private final AtomicLong now = new AtomicLong();
    private final StorePing ping = new StorePing(storage, now::get);

    private void after(int seconds) {
        ping.pulse(now.addAndGet(Duration.ofSeconds(seconds).toNanos()));
    }

    @Test
    void shouldTakeTheStoreForAwayUntilItHasAnswered() {
        assertThat(ping.trouble()).isPresent();

        after(0);

        assertThat(ping.trouble()).isEmpty();
    }

    @Test
    void shouldSayWhatIsWrongAndSeeWithinTwoSecondsThatItIsRight() {
        storage.readsAway = true;
        after(0);
        assertThat(ping.trouble()).hasValueSatisfying(why -> assertThat(why).contains("reads are away"));

        storage.readsAway = false;
        after(2);

        assertThat(ping.trouble()).isEmpty();
    }

    @Test
    void shouldNoticeWithinTenSecondsThatTheStoreHasGone() {
        after(0);
        storage.readsAway = true;

        after(9);
        assertThat(ping.trouble()).isEmpty();
        after(1);
        assertThat(ping.trouble()).isPresent();
    }

    @Test
    void shouldWaitNoLongerThanTwoSecondsForAnAnswer() {
        storage.readsHang = true;
        after(0);

        after(2);
        assertThat(ping.trouble()).contains("it has not been asked yet");
        after(1);
        assertThat(ping.trouble()).contains("no answer within 2 s");
    }
}
