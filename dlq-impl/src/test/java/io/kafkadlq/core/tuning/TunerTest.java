package io.kafkadlq.core.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.config.BatchConfig;
import io.kafkadlq.api.config.TuningConfig;
import io.kafkadlq.api.config.TuningPreset;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TunerTest {

    private static final long GIB = 1L << 30;
    private static final Machine SMALL = new Machine(2, 2 * GIB);
    private static final Machine LARGE = new Machine(32, 64 * GIB);

    private static TuningConfig preset(TuningPreset preset) {
        return new TuningConfig(preset, Optional.empty(), Optional.empty());
    }

    private static TuningConfig goal(int rate, Duration latency) {
        return new TuningConfig(TuningPreset.DEFAULT, Optional.of(rate), Optional.of(latency));
    }

    private static TuningConfig rate(int rate) {
        return new TuningConfig(TuningPreset.DEFAULT, Optional.of(rate), Optional.empty());
    }

    private static Map<String, String> chosen(Machine machine, TuningConfig tuning) {
        Map<String, String> values = new LinkedHashMap<>();
        new Tuner(machine, 1).choices(tuning).forEach(choice -> values.put(choice.key(), choice.value()));
        return values;
    }

    private static Map<String, String> batch(BatchConfig batch) {
        return Map.of(
                "batch.min-size", Integer.toString(batch.minSize()),
                "batch.max-size", Integer.toString(batch.maxSize()),
                "batch.target-latency", batch.targetLatency().toString(),
                "batch.max-age", batch.maxAge().toString(),
                "batch.writers", Integer.toString(batch.writers()));
    }

    @Test
    void shouldChooseNothingWhereNothingIsAskedFor() {
        assertThat(chosen(SMALL, preset(TuningPreset.DEFAULT))).isEmpty();
    }

    @Nested
    class WhenThereIsAPreset {

        @Test
        void shouldAgreeWithTheBatchesThatBearItsName() {
            assertThat(chosen(SMALL, preset(TuningPreset.LOW_LATENCY)))
                    .containsAllEntriesOf(batch(BatchConfig.LOW_LATENCY));
            assertThat(chosen(SMALL, preset(TuningPreset.HIGH_THROUGHPUT)))
                    .containsAllEntriesOf(batch(BatchConfig.HIGH_THROUGHPUT));
        }

        @Test
        void shouldMakeTheRingLongForThroughputAndShortForLatency() {
            assertThat(chosen(SMALL, preset(TuningPreset.HIGH_THROUGHPUT)))
                    .containsEntry("buffer.size", "65536")
                    .containsEntry("buffer.max-bytes", "268435456");
            assertThat(chosen(SMALL, preset(TuningPreset.LOW_LATENCY)))
                    .containsEntry("buffer.size", "4096")
                    .containsEntry("buffer.max-bytes", "134217728");
        }

        @ParameterizedTest
        @CsvSource({
            "LOW_LATENCY,3,1,blocking",
            "LOW_LATENCY,4,1,phased",
            "LOW_LATENCY,7,2,blocking",
            "LOW_LATENCY,8,2,phased",
            "HIGH_THROUGHPUT,512,1,blocking"
        })
        void shouldSpinForAMomentOnlyForLatencyAndIfCoresAreToSpare(
                TuningPreset preset, int cores, int channels, String strategy) {
            var choices = new Tuner(new Machine(cores, GIB), channels).choices(preset(preset));

            assertThat(choices)
                    .filteredOn(choice -> choice.key().equals("buffer.wait-strategy"))
                    .extracting(Choice::value)
                    .containsExactly(strategy);
        }

        @Test
        void shouldShareTheHeapAmongTheChannels() {
            var choices = new Tuner(new Machine(2, GIB / 2), 4).choices(preset(TuningPreset.HIGH_THROUGHPUT));

            assertThat(choices)
                    .contains(
                            new Choice(
                                    "buffer.size",
                                    "32768",
                                    "no more, so that all rings take a sixteenth of the heap at most"),
                            new Choice("buffer.max-bytes", "33554432", "this channel's part of a quarter of the heap"));
        }
    }

    @Nested
    class WhenThereIsAGoal {

        @ParameterizedTest
        @CsvSource({"1,16384", "32768,16384", "32770,32768", "100000,65536", "10000000,4194304"})
        void shouldHoldWhatArrivesDuringAStall(int rate, String size) {
            assertThat(chosen(LARGE, rate(rate))).containsEntry("buffer.size", size);
        }

        @ParameterizedTest
        @CsvSource({"2,1000,1,1", "2,1000000,1,2", "32,250000,3,3", "32,10000000,16,32"})
        void shouldAddThreadsForTheRateAsFarAsTheCoresGo(int cores, int rate, String readers, String consumers) {
            assertThat(chosen(new Machine(cores, GIB), rate(rate)))
                    .containsEntry("buffer.readers", readers)
                    .containsEntry("consumers", consumers)
                    .containsEntry("processing.consumers", consumers);
        }

        @Test
        void shouldHaveBytesForWhatArrivesDuringAStall() {
            assertThat(chosen(LARGE, rate(1_000_000))).containsEntry("buffer.max-bytes", "768000000");
        }

        @Test
        void shouldNotLetMoreReadersSpinThanThereAreCoresFor() {
            var quickAndMany = new TuningConfig(TuningPreset.LOW_LATENCY, Optional.of(200_000), Optional.empty());

            assertThat(chosen(new Machine(7, GIB), quickAndMany)).containsEntry("buffer.wait-strategy", "blocking");
            assertThat(chosen(new Machine(8, GIB), quickAndMany)).containsEntry("buffer.wait-strategy", "phased");
        }

        @ParameterizedTest
        @CsvSource({"5,phased", "6,blocking"})
        void shouldSpinForAMomentForALatencyAsShortAsThatPreset(int millis, String strategy) {
            assertThat(chosen(LARGE, goal(1000, Duration.ofMillis(millis))))
                    .containsEntry("buffer.wait-strategy", strategy);
        }

        @ParameterizedTest
        @CsvSource({"2,100000,2", "32,50000,3", "32,1000000,6"})
        void shouldAddWritersForTheRateAsFarAsCoresAndConnectionsGo(int cores, int rate, String writers) {
            assertThat(chosen(new Machine(cores, GIB), rate(rate))).containsEntry("batch.writers", writers);
        }

        @ParameterizedTest
        @CsvSource({"1000,PT0.001S,20,PT0.001S", "1000,PT0.04S,200,PT0.01S", "100000,PT0.04S,1000,PT0.01S"})
        void shouldFitBatchesIntoAQuarterOfTheLatencyAndTheRate(
                int rate, Duration latency, String size, String target) {
            assertThat(chosen(SMALL, goal(rate, latency)))
                    .containsEntry("batch.min-size", "1")
                    .containsEntry("batch.max-size", size)
                    .containsEntry("batch.target-latency", target);
        }

        @Test
        void shouldLetNoRecordWaitLongerForOthersThanAQuarterOfTheLatency() {
            var patient = new TuningConfig(
                    TuningPreset.HIGH_THROUGHPUT, Optional.empty(), Optional.of(Duration.ofMillis(20)));

            assertThat(chosen(SMALL, patient)).containsEntry("batch.max-age", "PT0.005S");
        }

        @Test
        void shouldNeverMakeABatchLargerThanItsRing() {
            var tiny = new Machine(2, 1L << 24);

            assertThat(chosen(tiny, preset(TuningPreset.HIGH_THROUGHPUT)))
                    .containsEntry("buffer.size", "4096")
                    .containsEntry("batch.max-size", "4096");
        }
    }

    @Test
    void shouldSayWhatItIsToReachAndWith() {
        var tuner = new Tuner(new Machine(1, GIB), 1);

        assertThat(tuner.aim(preset(TuningPreset.LOW_LATENCY)))
                .isEqualTo("preset low-latency on 1 core and 1024 MiB of heap");
        assertThat(tuner.aim(goal(50, Duration.ofMillis(5))))
                .isEqualTo("preset default, 50 records/s, durable in PT0.005S on 1 core and 1024 MiB of heap");
    }

    @Test
    void shouldGiveAReasonForEachChoice() {
        assertThat(new Tuner(SMALL, 1).choices(goal(100_000, Duration.ofMillis(100))))
                .extracting(Choice::toString)
                .containsExactly(
                        "buffer.size=65536 (holds what arrives in 500 ms)",
                        "buffer.max-bytes=134217728 (enough for records of 1 KiB; at most a quarter of the heap for all"
                                + " channels)",
                        "buffer.wait-strategy=blocking (sleeps until woken; spinning would cost cores and win"
                                + " microseconds)",
                        "batch.min-size=1 (free to shrink until a write is quick enough)",
                        "batch.max-size=2500 (what arrives while one batch is written)",
                        "batch.target-latency=PT0.025S (a quarter of the latency)",
                        "batch.max-age=PT0S (no record waits for others while a writer is free)",
                        "batch.writers=2 (with the preset's batches)",
                        "processing.concurrency=0 (one handler a core; whether it waits only its author knows)",
                        "buffer.readers=1 (one for each 100,000 records/s, on half of the cores at most)",
                        "consumers=1 (one for each 100,000 records/s, at most one a core)",
                        "processing.consumers=1 (one for each 100,000 records/s, at most one a core)");
    }
}
