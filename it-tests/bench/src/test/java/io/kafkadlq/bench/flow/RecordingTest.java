package io.kafkadlq.bench.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {

    private final Recording seen = new Recording(
            List.of(1.0, 2.0, 3.0, 4.0, 5.0), Map.of("rate", List.of(100.0, 0.0, Double.NaN, 90.0, 110.0)));

    @Test
    void shouldLookOnlyAtThePartAskedFor() {
        assertThat(seen.mean("rate", 4, 6)).isEqualTo(100);
        assertThat(seen.lowest("rate", 2, 5)).isZero();
        assertThat(seen.highest("rate", 2, 5)).isEqualTo(90);
        assertThat(seen.mean("rate", 3, 4)).isNaN();
    }

    @Test
    void shouldFindFromWhenOnTheMeanIsAsWanted() {
        assertThat(seen.firstMean("rate", 2, 1, mean -> mean >= 80)).hasValue(4);
        assertThat(seen.firstMean("rate", 0, 1, mean -> mean >= 80)).hasValue(1);
        assertThat(seen.firstMean("rate", 0, 1, mean -> mean > 100)).isEmpty();
    }

    @Test
    void shouldWriteWhatWasNotSeenAsNothing(@TempDir Path directory) throws IOException {
        var file = directory.resolve("seen.csv");

        seen.write(file);

        assertThat(Files.readAllLines(file)).startsWith("seconds,rate", "1.000,100.000", "2.000,0.000", "3.000,");
    }
}
