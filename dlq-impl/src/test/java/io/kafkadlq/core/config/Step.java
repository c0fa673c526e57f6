package io.kafkadlq.core.config;

import io.kafkadlq.api.ChannelSteps;
import io.kafkadlq.api.DlqRuntimeBuilder;
import io.kafkadlq.api.config.CopyMode;
import io.kafkadlq.api.config.PayloadStore;
import io.kafkadlq.api.config.RetriedBy;
import io.kafkadlq.api.config.RetryPreset;
import io.kafkadlq.api.config.SchemaManagement;
import io.kafkadlq.api.config.TuningPreset;
import io.kafkadlq.api.config.WaitStrategyType;
import io.kafkadlq.api.dsl.BackpressureSteps;
import io.kafkadlq.api.dsl.CircuitBreakerSteps;
import io.kafkadlq.api.dsl.FloodGuardSteps;
import io.kafkadlq.api.dsl.PerformanceSteps;
import io.kafkadlq.api.dsl.ProcessingSteps;
import io.kafkadlq.api.dsl.RateLimitSteps;
import io.kafkadlq.api.dsl.RedriveSteps;
import io.kafkadlq.api.dsl.RetrySteps;
import io.kafkadlq.api.dsl.Storage;
import io.kafkadlq.api.model.ErrorType;
import io.kafkadlq.api.policy.BackoffStrategy.Exponential;
import io.kafkadlq.api.policy.BackoffStrategy.Fixed;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A step of the builder as a user takes it, and what it is to set.
 *
 * @param place where it is taken
 * @param name of the method
 * @param sets keys and values; those of a channel without their prefix
 */
record Step(String place, String name, Consumer<DlqRuntimeBuilder> taken, List<String> sets) {

    static final String CHANNEL = "c";

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration DAY = Duration.ofDays(1);

    /** What it sets, by keys in full. */
    Map<String, String> settings() {
        return sets.stream()
                .map(setting -> setting.startsWith("dlq.") ? setting : KnownKeys.CHANNEL + CHANNEL + "." + setting)
                .collect(Collectors.toMap(
                        setting -> setting.substring(0, setting.indexOf('=')),
                        setting -> setting.substring(setting.indexOf('=') + 1),
                        (one, other) -> other,
                        TreeMap::new));
    }

    @Override
    public String toString() {
        return place + " " + name + " " + sets;
    }

    /** Each step there is. */
    static List<Step> all() {
        return Stream.of(
                        builder(),
                        storage(),
                        channel(),
                        performance(),
                        processing(),
                        backpressure(),
                        rateLimit(),
                        circuitBreaker(),
                        floodGuard(),
                        retry(),
                        retention(),
                        redrive())
                .flatMap(steps -> steps)
                .toList();
    }

    private static Stream<Step> builder() {
        return Stream.of(
                new Step("", "kafka", b -> b.kafka("k:1"), List.of("dlq.kafka.bootstrap.servers=k:1")),
                new Step("", "kafkaProperty", b -> b.kafkaProperty("acks", "all"), List.of("dlq.kafka.acks=all")),
                new Step("", "nodeId", b -> b.nodeId("n1"), List.of("dlq.node-id=n1")),
                new Step("", "drainTimeout", b -> b.drainTimeout(SECOND), List.of("dlq.drain-timeout=PT1S")),
                new Step("", "lease", b -> b.lease(SECOND), List.of("dlq.lease=PT1S")));
    }

    private static Step store(String name, Storage storage, String... sets) {
        return new Step("storage", name, b -> b.storage(storage), List.of(sets));
    }

    private static Stream<Step> storage() {
        var jpa = "dlq.store.type=jpa";
        return Stream.of(
                store("inMemory", Storage.inMemory(), "dlq.store.type=memory"),
                store("jpa", Storage.jpa(), jpa),
                store("jpa", Storage.jpa("jdbc:u"), jpa, "dlq.store.jdbc.url=jdbc:u"),
                store(
                        "jpa",
                        Storage.jpa("jdbc:u", "me", "x"),
                        jpa,
                        "dlq.store.jdbc.url=jdbc:u",
                        "dlq.store.jdbc.user=me",
                        "dlq.store.jdbc.password=x"),
                store("dataSource", Storage.dataSource("jdbc/x"), jpa, "dlq.store.datasource=jdbc/x"),
                store("jpa().poolSize", Storage.jpa().poolSize(4), jpa, "dlq.store.jdbc.pool-size=4"),
                store("jpa().copy", Storage.jpa().copy(CopyMode.OFF), jpa, "dlq.store.jdbc.copy=off"),
                store(
                        "jpa().schemaManagement",
                        Storage.jpa().schemaManagement(SchemaManagement.CREATE_OR_UPGRADE),
                        jpa,
                        "dlq.store.schema-management=create-or-upgrade"));
    }

    private static Step channel(String name, Consumer<ChannelSteps> taken, String... sets) {
        return new Step("channel", name, b -> b.channel(CHANNEL, taken), List.of(sets));
    }

    private static Stream<Step> channel() {
        return Stream.of(
                channel(
                        "deadLetterTopics",
                        c -> c.deadLetterTopics("a", "pattern:b{1,2}"),
                        "dead-letter-topics=a,pattern:b{1\\,2}"),
                channel("consumerGroup", c -> c.consumerGroup("g"), "consumer-group=g"),
                channel("consumers", c -> c.consumers(0), "consumers=0"),
                channel("startsPaused", ChannelSteps::startsPaused, "initially-paused=true"),
                channel("startsReading", ChannelSteps::startsReading, "initially-paused=false"),
                channel("indexedHeaders", c -> c.indexedHeaders("tenant", "trace"), "indexed-headers=tenant,trace"),
                channel("payload", c -> c.payload(PayloadStore.REFERENCE), "payload.store=reference"));
    }

    private static Step performance(String name, Consumer<PerformanceSteps> taken, String... sets) {
        return new Step("performance", name, b -> b.channel(CHANNEL, c -> c.performance(taken)), List.of(sets));
    }

    private static Stream<Step> performance() {
        return Stream.of(
                performance("highThroughput", PerformanceSteps::highThroughput, "tuning.preset=high-throughput"),
                performance("lowLatency", PerformanceSteps::lowLatency, "tuning.preset=low-latency"),
                performance("preset", p -> p.preset(TuningPreset.DEFAULT), "tuning.preset=default"),
                performance("recordsPerSecond", p -> p.recordsPerSecond(9000), "tuning.records-per-second=9000"),
                performance("latency", p -> p.latency(Duration.ofMillis(20)), "tuning.latency=PT0.02S"),
                performance("parallelism", p -> p.parallelism(16), "processing.concurrency=16"),
                performance("bufferSize", p -> p.bufferSize(65_536), "buffer.size=65536"),
                performance("bufferBytes", p -> p.bufferBytes(5_000_000_000L), "buffer.max-bytes=5000000000"),
                performance(
                        "waitStrategy",
                        p -> p.waitStrategy(WaitStrategyType.BUSY_SPIN),
                        "buffer.wait-strategy=busy-spin"),
                performance("readers", p -> p.readers(2), "buffer.readers=2"),
                performance("batchSize", p -> p.batchSize(500), "batch.max-size=500"),
                performance("batchSize", p -> p.batchSize(10, 500), "batch.min-size=10", "batch.max-size=500"),
                performance("batchLatency", p -> p.batchLatency(SECOND), "batch.target-latency=PT1S"),
                performance("batchAge", p -> p.batchAge(SECOND), "batch.max-age=PT1S"),
                performance("writers", p -> p.writers(3), "batch.writers=3"),
                performance("storeRetryPause", p -> p.storeRetryPause(SECOND), "batch.retry-pause=PT1S"),
                performance(
                        "threadPlacement", p -> p.threadPlacement("openhft"), "processing.thread-placement=openhft"));
    }

    private static Step processing(String name, Consumer<ProcessingSteps> taken, String... sets) {
        return new Step("processing", name, b -> b.channel(CHANNEL, c -> c.processing(taken)), List.of(sets));
    }

    private static Stream<Step> processing() {
        return Stream.of(
                processing("topics", p -> p.topics("a", "b"), "processing.topics=a,b"),
                processing("consumerGroup", p -> p.consumerGroup("g"), "processing.consumer-group=g"),
                processing("consumers", p -> p.consumers(2), "processing.consumers=2"),
                processing("parallel", ProcessingSteps::parallel, "processing.mode=parallel"),
                processing("hybrid", ProcessingSteps::hybrid, "processing.mode=hybrid"),
                processing("batch", ProcessingSteps::batch, "processing.mode=batch"),
                processing("orderByKey", ProcessingSteps::orderByKey, "order=key"),
                processing("orderByPartition", ProcessingSteps::orderByPartition, "order=partition"),
                processing("unordered", ProcessingSteps::unordered, "order=unordered"),
                processing("maxBatch", p -> p.maxBatch(50), "processing.max-batch=50"),
                processing("maxWaiting", p -> p.maxWaiting(50), "processing.max-waiting=50"),
                processing("maxUnderWay", p -> p.maxUnderWay(500), "processing.max-under-way=500"));
    }

    private static Step backpressure(String name, Consumer<BackpressureSteps> taken, String... sets) {
        return new Step("backpressure", name, b -> b.channel(CHANNEL, c -> c.backpressure(taken)), List.of(sets));
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
        return new Step("rateLimit", name, b -> b.channel(CHANNEL, c -> c.rateLimit(taken)), List.of(sets));
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
        return new Step("circuitBreaker", name, b -> b.channel(CHANNEL, c -> c.circuitBreaker(taken)), List.of(sets));
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
        return new Step("floodGuard", name, b -> b.channel(CHANNEL, c -> c.floodGuard(taken)), List.of(sets));
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
        return new Step("retry", name, b -> b.channel(CHANNEL, c -> c.retry(taken)), List.of(sets));
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
                        b -> b.channel(CHANNEL, c -> c.retention(r -> r.expireAfter(DAY))),
                        List.of("retention.expire-after=PT24H")),
                new Step(
                        "retention",
                        "purgeAfter",
                        b -> b.channel(CHANNEL, c -> c.retention(r -> r.purgeAfter(DAY))),
                        List.of("retention.purge-after=PT24H")));
    }

    private static Step redrive(String name, Consumer<RedriveSteps> taken, String... sets) {
        return new Step("redrive", name, b -> b.channel(CHANNEL, c -> c.redrive(taken)), List.of(sets));
    }

    private static Stream<Step> redrive() {
        return Stream.of(
                redrive("maxCount", r -> r.maxCount(1), "redrive.max-count=1"),
                redrive("allowedTopics", r -> r.allowedTopics("a"), "redrive.allowed-topics=a"),
                redrive("timeout", r -> r.timeout(SECOND), "redrive.timeout=PT1S"),
                redrive("recordsPerSecond", r -> r.recordsPerSecond(0), "redrive.records-per-second=0"));
    }
}
