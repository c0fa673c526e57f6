package io.kafkadlq.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.config.ChannelConfig;
import io.kafkadlq.api.config.TuningConfig;
import io.kafkadlq.api.config.TuningPreset;
import io.kafkadlq.api.config.WaitStrategyType;
import io.kafkadlq.core.config.SettingSource.Branch;
import io.kafkadlq.core.tuning.Choice;
import io.kafkadlq.core.tuning.Machine;
import io.kafkadlq.core.tuning.Tuner;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds of the choices whatever the goal, on every machine. */
class TuningPropertiesTest {

    private static final List<String> ENDINGS = KnownKeys.endingsIn(ChannelConfig.class);

    private static ChannelConfig tuned(TuningConfig tuning, Tuner tuner) {
        Map<String, String> chosen =
                tuner.choices(tuning).stream().collect(Collectors.toMap(choice -> "x." + choice.key(), Choice::value));
        var nothingSet = new SettingSource(key -> Optional.empty());
        return new RecordBinder(nothingSet, chosen, new Violations()).bind(ChannelConfig.class, Branch.of("x"));
    }

    @Property
    void shouldChooseOnlyWhatIsAllowed(@ForAll("tunings") TuningConfig tuning, @ForAll("tuners") Tuner tuner) {
        var channel = tuned(tuning, tuner); // throws for a value out of its bounds

        assertThat(tuner.choices(tuning)).allMatch(choice -> ENDINGS.contains("." + choice.key()));
        assertThat(channel.batch().minSize())
                .isLessThanOrEqualTo(channel.batch().maxSize());
        assertThat(channel.batch().maxSize())
                .isLessThanOrEqualTo(channel.buffer().size());
        assertThat(Integer.bitCount(channel.buffer().size())).isEqualTo(1);
        assertThat(channel.buffer().waitStrategy()).isIn(WaitStrategyType.BLOCKING, WaitStrategyType.PHASED);
    }

    @Property
    void shouldKeepToItsPartOfTheHeap(@ForAll("tunings") TuningConfig tuning, @ForAll("tuners") Tuner tuner) {
        long all = tuned(tuning, tuner).buffer().maxBytes() * tuner.channels();

        boolean tunes = !tuner.choices(tuning).isEmpty();
        boolean heapHoldsTheLeast = tuner.machine().heapBytes() / 4 / tuner.channels() >= 1 << 20;
        assertThat(!tunes || !heapHoldsTheLeast || all <= tuner.machine().heapBytes() / 4)
                .isTrue();
    }

    @Property
    void shouldNeverMakeTheBufferSmallerForAGreaterRate(
            @ForAll("tunings") TuningConfig tuning,
            @ForAll("tuners") Tuner tuner,
            @ForAll @IntRange(min = 1, max = 10_000_000) int one,
            @ForAll @IntRange(min = 1, max = 10_000_000) int other) {
        var less = tuned(withRate(tuning, Math.min(one, other)), tuner);
        var more = tuned(withRate(tuning, Math.max(one, other)), tuner);

        assertThat(more.buffer().size()).isGreaterThanOrEqualTo(less.buffer().size());
        assertThat(more.buffer().maxBytes())
                .isGreaterThanOrEqualTo(less.buffer().maxBytes());
        assertThat(more.batch().maxSize()).isGreaterThanOrEqualTo(less.batch().maxSize());
        assertThat(more.batch().writers()).isGreaterThanOrEqualTo(less.batch().writers());
    }

    @Property
    void shouldNeverMakeBatchesLargerForAShorterLatency(
            @ForAll("tunings") TuningConfig tuning,
            @ForAll("tuners") Tuner tuner,
            @ForAll @IntRange(min = 1, max = 60_000) int one,
            @ForAll @IntRange(min = 1, max = 60_000) int other) {
        var tight = tuned(withLatency(tuning, Math.min(one, other)), tuner).batch();
        var loose = tuned(withLatency(tuning, Math.max(one, other)), tuner).batch();

        assertThat(tight.maxSize()).isLessThanOrEqualTo(loose.maxSize());
        assertThat(tight.minSize()).isLessThanOrEqualTo(loose.minSize());
        assertThat(tight.targetLatency()).isLessThanOrEqualTo(loose.targetLatency());
        assertThat(tight.maxAge()).isLessThanOrEqualTo(loose.maxAge());
    }

    private static TuningConfig withRate(TuningConfig tuning, int rate) {
        return new TuningConfig(tuning.preset(), Optional.of(rate), tuning.latency());
    }

    private static TuningConfig withLatency(TuningConfig tuning, int millis) {
        return new TuningConfig(tuning.preset(), tuning.recordsPerSecond(), Optional.of(Duration.ofMillis(millis)));
    }

    @Provide
    static Arbitrary<TuningConfig> tunings() {
        return Combinators.combine(
                        Arbitraries.of(TuningPreset.class),
                        Arbitraries.integers().between(1, 10_000_000).optional(),
                        Arbitraries.longs()
                                .between(1000, 60_000_000)
                                .map(micros -> Duration.ofNanos(micros * 1000))
                                .optional())
                .as(TuningConfig::new);
    }

    @Provide
    static Arbitrary<Tuner> tuners() {
        var machines = Combinators.combine(
                        Arbitraries.integers().between(1, 512),
                        Arbitraries.longs().between(1 << 20, 1L << 42))
                .as(Machine::new);
        return Combinators.combine(machines, Arbitraries.integers().between(1, 100))
                .as(Tuner::new);
    }
}
