package io.kafkadlq.core.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ClaimSizeTest {

    private static final long QUICKLY = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long SLOWLY = TimeUnit.SECONDS.toNanos(5);

    private final ClaimSize size = new ClaimSize(4);

    @Test
    void shouldGrowWhileClaimsAreWorkedOffQuickly() {
        size.workedOff(8, QUICKLY);
        size.workedOff(16, QUICKLY);

        assertThat(size.size()).isEqualTo(32);
    }

    @Test
    void shouldNotGrowForClaimsThatFoundLittle() {
        size.workedOff(1, QUICKLY);

        assertThat(size.size()).isEqualTo(8);
    }

    @Test
    void shouldShrinkWhenHandlersTakeLong() {
        for (int i = 0; i < 5; i++) {
            size.workedOff(size.size(), QUICKLY);
        }
        size.workedOff(256, SLOWLY);

        assertThat(size.size()).isEqualTo(128);
    }

    @Test
    void shouldKeepWithinItsBounds() {
        for (int i = 0; i < 40; i++) {
            size.workedOff(size.size(), QUICKLY);
        }
        assertThat(size.size()).isEqualTo(4096);

        for (int i = 0; i < 40; i++) {
            size.workedOff(size.size(), SLOWLY);
        }
        assertThat(size.size()).isEqualTo(8);
    }

    @Test
    void shouldStayWhereNoMoreMayBeAtWork() {
        ClaimSize fixed = ClaimSize.fixed(3);
        fixed.workedOff(3, QUICKLY);

        assertThat(fixed.size()).isEqualTo(3);
    }
}
