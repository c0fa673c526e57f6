package io.kafkadlq.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kafkadlq.api.config.ChannelConfig;
import io.kafkadlq.api.health.Health;
import io.kafkadlq.api.health.HealthCheck;
import io.kafkadlq.api.health.HealthKind;
import io.kafkadlq.api.metrics.MetricFamily;
import io.kafkadlq.api.metrics.MetricSample;
import io.kafkadlq.api.model.DlqHeaders;
import io.kafkadlq.api.model.ErrorType;
import io.kafkadlq.api.model.PartitionStatistics;
import io.kafkadlq.api.model.Payload;
import io.kafkadlq.api.spi.MetricsSink;
import io.kafkadlq.core.config.Configured;
import io.kafkadlq.core.delivery.Inlet;
import io.kafkadlq.core.redrive.PrefixedHeaders;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How an engine says it is, and what it shows of itself. */
class EngineHealthTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final SourceVitals WELL = vitals(true, 1, Optional.of(Duration.ofSeconds(1)));

    private final UnsteadyStorage storage = new UnsteadyStorage();
    private volatile List<SourceVitals> sources = List.of(WELL);
    private Engine engine;

    private static SourceVitals vitals(boolean alive, int turnSeconds, Optional<Duration> sinceAnswer) {
        return new SourceVitals(
                "dlq-poll-default-1",
                alive,
                Duration.ofSeconds(turnSeconds),
                Duration.ofMinutes(5),
                sinceAnswer,
                OptionalLong.of(17));
    }

    /** Two that say of themselves what the test wants. */
    private final class Told implements Engine.Sources {

        @Override
        public List<RecordSource> deadLetters(String channel, ChannelConfig config, Engine.Intake intake) {
            return List.of(source(0), source(1));
        }

        @Override
        public List<RecordSource> topics(String channel, ChannelConfig config, Inlet handling) {
            return List.of();
        }

        private RecordSource source(int index) {
            return new RecordSource() {
                @Override
                public void start() {}

                @Override
                public void pause() {}

                @Override
                public void resume() {}

                @Override
                public boolean isResting() {
                    return true;
                }

                @Override
                public void quiesce() {}

                @Override
                public List<PartitionStatistics> statistics() {
                    return List.of();
                }

                @Override
                public Optional<SourceVitals> vitals() {
                    return sources.stream().skip(index).findFirst();
                }

                @Override
                public void close() {}
            };
        }
    }

    private void start() {
        engine = new Engine(
                Configured.by(Map.of("dlq.store.type", "memory", "dlq.drain-timeout", "PT0.3S")),
                new Engine.Parts(
                        storage,
                        new Nowhere(),
                        new PrefixedHeaders(),
                        new Told(),
                        Application.none(),
                        exceptions -> ErrorType.UNKNOWN,
                        new NoPlugins(),
                        2,
                        Thread::new,
                        Clock.systemUTC()));
        engine.start();
    }

    @AfterEach
    void stop() {
        storage.readsHang = false;
        engine.close();
    }

    private HealthCheck check(String name) {
        return engine.desk().health().check(name).orElseThrow();
    }

    @Test
    void shouldBeUpWhenAllIsWell() {
        start();

        await().atMost(SOON).until(() -> engine.desk().health().isUp());
        assertThat(engine.desk().health().checks())
                .extracting(HealthCheck::name)
                .containsExactly(Health.STARTUP, Health.STORE, Health.KAFKA, Health.CONSUMERS);
        assertThat(check(Health.CONSUMERS).kind()).isEqualTo(HealthKind.LIVENESS);
        assertThat(check(Health.STARTUP).data()).containsEntry("channels", "default");
    }

    @Test
    void shouldNotBeReadyWhileTheStoreDoesNotAnswer() {
        storage.readsHang = true;
        start();

        await().atMost(SOON).until(() -> "no answer within 2 s"
                .equals(check(Health.STORE).data().get("trouble")));
        assertThat(check(Health.STORE).up()).isFalse();
        assertThat(check(Health.STARTUP).up()).isTrue();
        assertThat(check(Health.CONSUMERS).up()).isTrue();
    }

    @Test
    void shouldNotBeReadyWhileKafkaIsSilentToAll() {
        start();
        var silent = vitals(true, 0, Optional.of(Duration.ofSeconds(11)));

        sources = List.of(silent, WELL);
        assertThat(check(Health.KAFKA).up()).isTrue();
        assertThat(check(Health.KAFKA).data()).containsEntry("silent", silent.name());

        sources = List.of(silent, vitals(true, 0, Optional.empty()));
        assertThat(check(Health.KAFKA).up()).isFalse();
        assertThat(check(Health.CONSUMERS).up()).isTrue();
    }

    @Test
    void shouldNotBlameKafkaForAConsumerThatIsHeldUp() {
        start();

        sources = List.of(vitals(true, 60, Optional.of(Duration.ofSeconds(61))));

        assertThat(check(Health.KAFKA).up()).isTrue();
    }

    @Test
    void shouldWantARestartWhenAConsumerIsDeadOrDoesNotPoll() {
        start();

        sources = List.of(WELL, vitals(false, 1, Optional.empty()));
        assertThat(check(Health.CONSUMERS).up()).isFalse();

        sources = List.of(WELL, vitals(true, 300, Optional.empty()));
        assertThat(check(Health.CONSUMERS).up()).isFalse();
        assertThat(check(Health.CONSUMERS).data()).containsEntry("dead", "dlq-poll-default-1");
    }

    @Test
    void shouldTellOfPausesAndBacklogsWithoutBeingDown() {
        start();
        submitOne();

        engine.control("default").pause();

        await().atMost(SOON.multipliedBy(2))
                .untilAsserted(() -> assertThat(check(Health.STORE).data()).containsEntry("unresolved", "1"));
        assertThat(check(Health.CONSUMERS).data()).containsEntry("paused", "default");
        assertThat(engine.desk().health().isUp()).isTrue();
    }

    private void submitOne() {
        var handler = engine.handler();
        handler.submit(handler.newRecord(Payload.of(null, new byte[10], DlqHeaders.none()))
                .build());
    }

    @Test
    void shouldNotHaveStartedAnyMoreOnceStopped() {
        start();

        engine.close();

        assertThat(check(Health.STARTUP).up()).isFalse();
    }

    /** Remembers what it shows. */
    private static final class Board implements MetricsSink {

        private final Map<String, Supplier<MetricSample>> shown = new ConcurrentHashMap<>();

        @Override
        public void show(MetricFamily family, MetricSample sample, Supplier<MetricSample> now) {
            if (family.name().equals("dlq_ring_fill")) {
                throw new IllegalArgumentException("there is one of that name");
            }
            shown.put(family.name() + sample.labels(), now);
        }

        @Override
        public void hide(MetricFamily family, MetricSample sample) {
            shown.remove(family.name() + sample.labels());
        }
    }

    @Test
    void shouldShowWhatIsMeasuredUntilItStops() {
        start();
        var board = new Board();
        engine.show(board);

        submitOne();

        await().atMost(SOON)
                .until(() -> board.shown
                                        .get("dlq_records_stored_total{channel=default}")
                                        .get()
                                instanceof MetricSample.Reading stored
                        && stored.value() == 1);
        assertThat(board.shown.keySet())
                .contains(
                        "dlq_consumer_lag{channel=default}",
                        "dlq_stage_seconds{channel=default, stage=store}",
                        "dlq_heap_used_bytes{}")
                .doesNotContain("dlq_ring_fill{channel=default}");

        engine.close();
        assertThat(board.shown).isEmpty();
    }

    @Test
    void shouldShowWhatComesAndHideWhatGoes() {
        sources = List.of();
        start();
        var board = new Board();
        engine.show(board);
        assertThat(board.shown).doesNotContainKey("dlq_consumer_lag{channel=default}");

        sources = List.of(WELL);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(board.shown).containsKey("dlq_consumer_lag{channel=default}"));

        sources = List.of();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(board.shown).doesNotContainKey("dlq_consumer_lag{channel=default}"));
    }
}
