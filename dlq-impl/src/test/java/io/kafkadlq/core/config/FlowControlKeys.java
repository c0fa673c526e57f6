package io.kafkadlq.core.config;

import static io.kafkadlq.core.config.ConfigKeysTest.channelKey;

import io.kafkadlq.api.config.BackpressureConfig;
import io.kafkadlq.api.config.ChannelConfig;
import io.kafkadlq.api.config.CircuitBreakerConfig;
import io.kafkadlq.api.config.FloodAction;
import io.kafkadlq.api.config.FloodGuardConfig;
import io.kafkadlq.api.config.RateLimitAlgorithm;
import io.kafkadlq.api.config.RateLimitConfig;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** The keys by which a channel protects itself, with a value for each and where that must come out. */
final class FlowControlKeys {

    private FlowControlKeys() {}

    static Stream<Arguments> all() {
        return Stream.of(backpressure(), rateLimit(), circuitBreaker(), floodGuard())
                .flatMap(keys -> keys);
    }

    private static Stream<Arguments> backpressure() {
        return Stream.of(
                pressure("submit-timeout", "PT1S", BackpressureConfig::submitTimeout, Duration.ofSeconds(1)),
                pressure("strategy", "adaptive", BackpressureConfig::strategy, "adaptive"),
                pressure("max-pending", "5000", BackpressureConfig::maxPending, 5000),
                pressure("high-watermark", "0.8", BackpressureConfig::highWatermark, 0.8),
                pressure("low-watermark", "0.2", BackpressureConfig::lowWatermark, 0.2),
                pressure("max-cpu", "0.75", BackpressureConfig::maxCpu, Optional.of(0.75)),
                pressure("max-heap", "0.7", BackpressureConfig::maxHeap, 0.7),
                pressure("max-error-rate", "0.3", BackpressureConfig::maxErrorRate, Optional.of(0.3)),
                pressure("target-time", "PT0.2S", BackpressureConfig::targetTime, Duration.ofMillis(200)),
                pressure("window", "PT7S", BackpressureConfig::window, Duration.ofSeconds(7)));
    }

    private static Stream<Arguments> rateLimit() {
        return Stream.of(
                rate("permits-per-second", "2.5", RateLimitConfig::permitsPerSecond, Optional.of(2.5)),
                rate("algorithm", "sliding-window", RateLimitConfig::algorithm, RateLimitAlgorithm.SLIDING_WINDOW),
                rate("burst", "7", RateLimitConfig::burst, Optional.of(7)),
                rate("window", "PT2S", RateLimitConfig::window, Duration.ofSeconds(2)));
    }

    private static Stream<Arguments> circuitBreaker() {
        return Stream.of(
                breaker("enabled", "false", CircuitBreakerConfig::enabled, false),
                breaker("failure-rate", "0.25", CircuitBreakerConfig::failureRate, 0.25),
                breaker("consecutive-failures", "9", CircuitBreakerConfig::consecutiveFailures, Optional.of(9)),
                breaker("slow-call", "PT3S", CircuitBreakerConfig::slowCall, Optional.of(Duration.ofSeconds(3))),
                breaker("slow-call-rate", "0.6", CircuitBreakerConfig::slowCallRate, 0.6),
                breaker("window-calls", "40", CircuitBreakerConfig::windowCalls, 40),
                breaker("window", "PT30S", CircuitBreakerConfig::window, Optional.of(Duration.ofSeconds(30))),
                breaker("minimum-calls", "10", CircuitBreakerConfig::minimumCalls, 10),
                breaker("open-for", "PT5S", CircuitBreakerConfig::openFor, Duration.ofSeconds(5)),
                breaker("probes", "3", CircuitBreakerConfig::probes, 3),
                breaker(
                        "ignored-exceptions",
                        "com.acme.Invalid,java.time.DateTimeException",
                        CircuitBreakerConfig::ignoredExceptions,
                        List.of("com.acme.Invalid", "java.time.DateTimeException")));
    }

    private static Stream<Arguments> floodGuard() {
        return Stream.of(
                flood("failure-rate", "0.2", FloodGuardConfig::failureRate, 0.2),
                flood("minimum-records", "10", FloodGuardConfig::minimumRecords, 10),
                flood("window", "PT5M", FloodGuardConfig::window, Duration.ofMinutes(5)),
                flood("action", "pause", FloodGuardConfig::action, FloodAction.PAUSE));
    }

    private static Arguments pressure(
            String key, String value, Function<BackpressureConfig, Object> getter, Object expected) {
        return in("backpressure.", ChannelConfig::backpressure).key(key, value, getter, expected);
    }

    private static Arguments rate(String key, String value, Function<RateLimitConfig, Object> getter, Object expected) {
        return in("rate-limit.", ChannelConfig::rateLimit).key(key, value, getter, expected);
    }

    private static Arguments breaker(
            String key, String value, Function<CircuitBreakerConfig, Object> getter, Object expected) {
        return in("circuit-breaker.", ChannelConfig::circuitBreaker).key(key, value, getter, expected);
    }

    private static Arguments flood(
            String key, String value, Function<FloodGuardConfig, Object> getter, Object expected) {
        return in("flood-guard.", ChannelConfig::floodGuard).key(key, value, getter, expected);
    }

    private static <T> Part<T> in(String prefix, Function<ChannelConfig, T> part) {
        return new Part<>(prefix, part);
    }

    /** A part of a channel's configuration. */
    private record Part<T>(String prefix, Function<ChannelConfig, T> of) {

        Arguments key(String key, String value, Function<T, Object> getter, Object expected) {
            return channelKey(prefix + key, value, channel -> getter.apply(of.apply(channel)), expected);
        }
    }
}
