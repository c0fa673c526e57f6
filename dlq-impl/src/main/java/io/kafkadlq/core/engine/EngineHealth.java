package io.kafkadlq.core.engine;

import io.kafkadlq.api.ChannelState;
import io.kafkadlq.api.flow.BreakerState;
import io.kafkadlq.api.health.Health;
import io.kafkadlq.api.health.HealthCheck;
import io.kafkadlq.api.health.HealthKind;
import io.kafkadlq.core.watch.BacklogWatch;
import io.kafkadlq.core.watch.StorePing;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Says how the engine is, from what is known already. What people did, and a backlog, is told but makes nothing down. */
record EngineHealth(Collection<Channel> channels, StorePing store, BacklogWatch backlog, BooleanSupplier running) {

    private static final Duration SILENCE = Duration.ofSeconds(10);

    Health health() {
        return new Health(List.of(startup(), answeringStore(), kafka(), consumers()));
    }

    private HealthCheck startup() {
        return new HealthCheck(
                Health.STARTUP,
                HealthKind.STARTUP,
                running.getAsBoolean(),
                Map.of("channels", channels.stream().map(Channel::name).collect(Collectors.joining(", "))));
    }

    private HealthCheck answeringStore() {
        var data = new TreeMap<String, String>();
        store.trouble().ifPresent(why -> data.put("trouble", why));
        backlog.latest().ifPresent(known -> data.put("unresolved", Long.toString(known.total())));
        return new HealthCheck(
                Health.STORE, HealthKind.READINESS, store.trouble().isEmpty(), data);
    }

    private HealthCheck kafka() {
        List<SourceVitals> sources = sources();
        List<SourceVitals> silent =
                sources.stream().filter(Predicate.not(EngineHealth::hearsKafka)).toList();
        var data = new TreeMap<String, String>();
        data.put("consumers", Integer.toString(sources.size()));
        if (!silent.isEmpty()) {
            data.put("silent", names(silent));
        }
        return new HealthCheck(
                Health.KAFKA, HealthKind.READINESS, sources.isEmpty() || silent.size() < sources.size(), data);
    }

    /** One that is held up in a turn of its own has not heard anything since, which is no fault of Kafka's. */
    private static boolean hearsKafka(SourceVitals source) {
        return source.sinceAnswer()
                .filter(since -> since.minus(source.sinceTurn()).compareTo(SILENCE) < 0)
                .isPresent();
    }

    private HealthCheck consumers() {
        List<SourceVitals> sources = sources();
        List<SourceVitals> dead =
                sources.stream().filter(source -> !source.polls()).toList();
        var data = new TreeMap<String, String>();
        data.put("consumers", Integer.toString(sources.size()));
        if (!dead.isEmpty()) {
            data.put("dead", names(dead));
        }
        putNames(data, "paused", channel -> channel.control().state() == ChannelState.PAUSED);
        putNames(data, "breakerOpen", channel -> channel.control()
                .flow()
                .breaker()
                .filter(breaker -> breaker.state() == BreakerState.OPEN)
                .isPresent());
        return new HealthCheck(Health.CONSUMERS, HealthKind.LIVENESS, dead.isEmpty(), data);
    }

    private void putNames(Map<String, String> data, String key, Predicate<Channel> which) {
        String names = channels.stream().filter(which).map(Channel::name).collect(Collectors.joining(", "));
        if (!names.isEmpty()) {
            data.put(key, names);
        }
    }

    private static String names(List<SourceVitals> sources) {
        return sources.stream().map(SourceVitals::name).collect(Collectors.joining(", "));
    }

    private List<SourceVitals> sources() {
        return channels.stream().flatMap(channel -> channel.vitals().stream()).toList();
    }
}
