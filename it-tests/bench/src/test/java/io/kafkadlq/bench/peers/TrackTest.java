package io.kafkadlq.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TrackTest {

    private final Track track = new Track(100);

    @Test
    void startsTheClockWithTheFirstRecord() {
        assertThat(track.awaitFirst(Duration.ZERO)).isEmpty();

        track.begins(value(0, 1));

        assertThat(track.awaitFirst(Duration.ZERO)).isPresent();
    }

    @Test
    void countsWhatIsFinishedEitherWay() {
        handle(value(0, 1));
        track.begins(value(1, 2));
        track.ends(value(1, 2));
        track.deadLettered();

        assertThat(track.finished()).isEqualTo(2);
        assertThat(track.wasHandled(0)).isTrue();
        assertThat(track.wasHandled(1)).isFalse();
    }

    @Test
    void tellsARepetitionFromABrokenOrder() {
        handle(value(4, 1));
        handle(value(9, 1));
        handle(value(4, 1));

        assertThat(track.repeated()).isEqualTo(1);
        assertThat(track.orderViolations()).isZero();
    }

    @Test
    void seesABrokenOrder() {
        handle(value(9, 1));
        handle(value(4, 1));

        assertThat(track.orderViolations()).isEqualTo(1);
    }

    private void handle(byte[] value) {
        track.begins(value);
        track.ends(value);
        track.handled(value);
    }

    private static byte[] value(int number, int key) {
        return ByteBuffer.allocate(2 * Integer.BYTES).putInt(number).putInt(key).array();
    }
}
