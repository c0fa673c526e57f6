package io.kafkadlq.core.config;

import io.kafkadlq.api.config.RetriedBy;
import io.kafkadlq.api.config.RetryPreset;
import io.kafkadlq.api.dsl.BackpressureSteps;
import io.kafkadlq.api.dsl.CircuitBreakerSteps;
import io.kafkadlq.api.dsl.FloodGuardSteps;
import io.kafkadlq.api.dsl.RateLimitSteps;
import io.kafkadlq.api.dsl.RedriveSteps;
import io.kafkadlq.api.dsl.RetrySteps;
import io.kafkadlq.api.model.ErrorType;
import io.kafkadlq.api.policy.BackoffStrategy.Exponential;
import io.kafkadlq.api.policy.BackoffStrategy.Fixed;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The steps by which a channel protects itself and deals with what failed. */
final class ProtectionSteps {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration DAY = Duration.ofDays(1);

    private ProtectionSteps() {}

    static Stream<Step> all() {
        return Stream.of(backpressure(), rateLimit(), circuitBreaker(), floodGuard(), retry(), retention(), redrive())
                .flatMap(steps -> steps);
    }

    private static Step backpressure(String name, Consumer<BackpressureSteps> taken, String... sets) {
        return new Step("backpressure", name, b -> b.channel(Step.CHANNEL, c -> c.backpressure(taken)), List.of(sets));
    }

    private static Stream<Step> backpressure() {
        return Stream.of(
                backpressure("threshold", BackpressureSteps::threshold, "backpressure.strategy=threshold"),
                backpressure("adaptive", BackpressureSteps::adaptive, "backpressure.strategy=adaptive"),
                backpressure("strategy", p -> p.strategy("mine"), "backpressure.strategy=mine"),
                backpressure("submitTimeout", p -> p.submitTimeout(Duration.ZERO), "backpressure.submit-timeout=PT0S"),
                backpressure("maxPending", p -> p.maxPending(70_000), "backpressure.max-pending=70000"),
                backpressure(
                        "watermarks",
                        p -> p.watermarks(0.25, 0.75),
                        "backpressure.low-watermark=0.25",
                        "backpressure.high-watermark=0.75"),
                backpressure("maxCpu", p -> p.maxCpu(0.8), "backpressure.max-cpu=0.8"),
                backpressure("maxHeap", p -> p.maxHeap(0.8), "backpressure.max-heap=0.8"),
                backpressure("maxErrorRate", p -> p.maxErrorRate(0.1), "backpressure.max-error-rate=0.1"),
                backpressure("targetTime", p -> p.targetTime(SECOND), "backpressure.target-time=PT1S"),
                backpressure("window", p -> p.window(SECOND), "backpressure.window=PT1S"));
    }

    private static Step rateLimit(String name, Consumer<RateLimitSteps> taken, String... sets) {
        return new Step("rateLimit", name, b -> b.channel(Step.CHANNEL, c -> c.rateLimit(taken)), List.of(sets));
    }

    private static Stream<Step> rateLimit() {
        return Stream.of(
                rateLimit(
                        "tokenBucket",
                        l -> l.tokenBucket(0.005),
                        "rate-limit.permits-per-second=0.005",
                        "rate-limit.algorithm=token-bucket"),
                rateLimit("burst", l -> l.burst(50), "rate-limit.burst=50"),
                rateLimit(
                        "slidingWindow",
                        l -> l.slidingWindow(10_000_000),
                        "rate-limit.permits-per-second=1.0E7",
                        "rate-limit.algorithm=sliding-window"),
                rateLimit("window", l -> l.window(SECOND), "rate-limit.window=PT1S"));
    }

    private static Step circuitBreaker(String name, Consumer<CircuitBreakerSteps> taken, String... sets) {
        return new Step(
                "circuitBreaker", name, b -> b.channel(Step.CHANNEL, c -> c.circuitBreaker(taken)), List.of(sets));
    }

    private static Stream<Step> circuitBreaker() {
        return Stream.of(
                circuitBreaker("on", CircuitBreakerSteps::on, "circuit-breaker.enabled=true"),
                circuitBreaker("off", CircuitBreakerSteps::off, "circuit-breaker.enabled=false"),
                circuitBreaker("failureRate", b -> b.failureRate(0.2), "circuit-breaker.failure-rate=0.2"),
                circuitBreaker(
                        "consecutiveFailures", b -> b.consecutiveFailures(5), "circuit-breaker.consecutive-failures=5"),
                circuitBreaker("slowCall", b -> b.slowCall(SECOND), "circuit-breaker.slow-call=PT1S"),
                circuitBreaker("slowCallRate", b -> b.slowCallRate(0.2), "circuit-breaker.slow-call-rate=0.2"),
                circuitBreaker("windowCalls", b -> b.windowCalls(50), "circuit-breaker.window-calls=50"),
                circuitBreaker("window", b -> b.window(SECOND), "circuit-breaker.window=PT1S"),
                circuitBreaker("minimumCalls", b -> b.minimumCalls(9), "circuit-breaker.minimum-calls=9"),
                circuitBreaker("openFor", b -> b.openFor(SECOND), "circuit-breaker.open-for=PT1S"),
                circuitBreaker("probes", b -> b.probes(2), "circuit-breaker.probes=2"),
                circuitBreaker(
                        "ignore",
                        b -> b.ignore(IOException.class, IllegalStateException.class),
                        "circuit-breaker.ignored-exceptions=java.io.IOException,java.lang.IllegalStateException"));
    }

    private static Step floodGuard(String name, Consumer<FloodGuardSteps> taken, String... sets) {
        return new Step("floodGuard", name, b -> b.channel(Step.CHANNEL, c -> c.floodGuard(taken)), List.of(sets));
    }

    private static Stream<Step> floodGuard() {
        return Stream.of(
                floodGuard("failureRate", g -> g.failureRate(0.2), "flood-guard.failure-rate=0.2"),
                floodGuard("minimumRecords", g -> g.minimumRecords(9), "flood-guard.minimum-records=9"),
                floodGuard("window", g -> g.window(SECOND), "flood-guard.window=PT1S"),
                floodGuard("warn", FloodGuardSteps::warn, "flood-guard.action=warn"),
                floodGuard("pause", FloodGuardSteps::pause, "flood-guard.action=pause"));
    }

    private static Step retry(String name, Consumer<RetrySteps> taken, String... sets) {
        return new Step("retry", name, b -> b.channel(Step.CHANNEL, c -> c.retry(taken)), List.of(sets));
    }

    private static Stream<Step> retry() {
        var backoff = new Exponential(SECOND, 1.5, Duration.ofMinutes(1));
        var fixed = new Fixed(SECOND);
        return Stream.of(
                retry("by", r -> r.by(RetriedBy.NOBODY), "retry.by=nobody"),
                retry("preset", r -> r.preset(RetryPreset.LONG_TERM), "retry.policy=long-term"),
                retry("maxAttempts", r -> r.maxAttempts(5), "retry.max-attempts=5"),
                retry("maxAge", r -> r.maxAge(DAY), "retry.max-age=PT24H"),
                retry("backoff", r -> r.backoff(backoff), "retry.backoff=exponential:PT1S:PT1M:1.5"),
                retry(
                        "on",
                        r -> r.on(ErrorType.RATE_LIMITED, backoff).on(ConnectException.class, fixed),
                        "retry.backoff-for=rate-limited=exponential:PT1S:PT1M:1.5,java.net.ConnectException=fixed:PT1S"),
                retry("retryOn", r -> r.retryOn(IOException.class), "retry.retry-on=java.io.IOException"),
                retry("abortOn", r -> r.abortOn(IOException.class), "retry.abort-on=java.io.IOException"),
                retry("givenUpBlocks", RetrySteps::givenUpBlocks, "retry.given-up-blocks=true"),
                retry("givenUpLetsPass", RetrySteps::givenUpLetsPass, "retry.given-up-blocks=false"),
                retry(
                        "inPlace",
                        r -> r.inPlace(2, fixed),
                        "retry.in-place-attempts=2",
                        "retry.in-place-backoff=fixed:PT1S"),
                retry("concurrency", r -> r.concurrency(3), "retry.concurrency=3"));
    }

    private static Stream<Step> retention() {
        return Stream.of(
                new Step(
                        "retention",
                        "expireAfter",
                        b -> b.channel(Step.CHANNEL, c -> c.retention(r -> r.expireAfter(DAY))),
                        List.of("retention.expire-after=PT24H")),
                new Step(
                        "retention",
                        "purgeAfter",
                        b -> b.channel(Step.CHANNEL, c -> c.retention(r -> r.purgeAfter(DAY))),
                        List.of("retention.purge-after=PT24H")));
    }

    private static Step redrive(String name, Consumer<RedriveSteps> taken, String... sets) {
        return new Step("redrive", name, b -> b.channel(Step.CHANNEL, c -> c.redrive(taken)), List.of(sets));
    }

    private static Stream<Step> redrive() {
        return Stream.of(
                redrive("maxCount", r -> r.maxCount(1), "redrive.max-count=1"),
                redrive("allowedTopics", r -> r.allowedTopics("a"), "redrive.allowed-topics=a"),
                redrive("timeout", r -> r.timeout(SECOND), "redrive.timeout=PT1S"),
                redrive("recordsPerSecond", r -> r.recordsPerSecond(0), "redrive.records-per-second=0"));
    }
}
