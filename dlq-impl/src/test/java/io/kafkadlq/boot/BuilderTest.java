package io.kafkadlq.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.kafkadlq.api.ChannelSteps;
import io.kafkadlq.api.DlqConfigException;
import io.kafkadlq.api.DlqHandler;
import io.kafkadlq.api.DlqRuntime;
import io.kafkadlq.api.DlqRuntimeBuilder;
import io.kafkadlq.api.Receipt;
import io.kafkadlq.api.config.RetryPreset;
import io.kafkadlq.api.dsl.Storage;
import io.kafkadlq.api.model.DlqHeaders;
import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.ErrorType;
import io.kafkadlq.api.model.Failure;
import io.kafkadlq.api.model.Payload;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.model.RecordSummary;
import io.kafkadlq.api.policy.BackoffStrategy.Custom;
import io.kafkadlq.api.policy.BackoffStrategy.Fixed;
import io.kafkadlq.api.policy.RetryPolicy;
import io.kafkadlq.api.store.StorageResult;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The builder's steps, to where a user sees what they do. */
class BuilderTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static DlqRuntimeBuilder orders(Consumer<ChannelSteps> steps) {
        return DlqHandler.builder().storage(Storage.inMemory()).channel("orders", steps);
    }

    /** One that has failed with the exception, stored. */
    private static RecordId deadLetter(DlqRuntime dlq, Exception failure) {
        var channel = dlq.channel("orders");
        var letter = channel.newRecord(Payload.of(new byte[] {1}, new byte[] {2}, DlqHeaders.none()))
                .failure(Failure.of(failure))
                .build();
        return channel.submit(letter)
                .thenApply(Receipt::id)
                .toCompletableFuture()
                .join();
    }

    private static RecordSummary found(DlqRuntime dlq, RecordId id) {
        return ((StorageResult.Success<RecordSummary>)
                        dlq.desk().find(id).toCompletableFuture().join())
                .value();
    }

    private static void fail() {
        throw new IllegalStateException("no");
    }

    @Test
    void shouldRunAChannelThatNothingElseDeclares() {
        var runs = new AtomicInteger();
        try (var dlq = orders(orders -> orders.retryHandler(order -> runs.incrementAndGet()))
                .build()) {
            var id = deadLetter(dlq, new IllegalStateException());

            await().atMost(PATIENCE).until(() -> found(dlq, id).status() == DlqStatus.SUCCESS);
        }
        assertThat(runs).hasValue(1);
    }

    @Test
    void shouldRetryAsTheStepsSay() {
        try (var dlq = orders(orders -> orders.retry(retry -> retry.preset(RetryPreset.CONSERVATIVE)
                                .maxAttempts(3)
                                .backoff(new Fixed(Duration.ofMillis(1))))
                        .retryHandler(order -> fail()))
                .build()) {
            var id = deadLetter(dlq, new IllegalStateException());

            await().atMost(PATIENCE).until(() -> found(dlq, id).status() == DlqStatus.FAILED);
            assertThat(found(dlq, id).metadata().attempts()).isEqualTo(3);
        }
    }

    @Test
    void shouldAddTheStepsOfAChannelThatIsTakenUpAgain() {
        var wait = new Fixed(Duration.ofMillis(1));
        try (var dlq = orders(orders -> orders.retry(retry -> retry.on(IllegalStateException.class, wait)))
                .channel("orders", orders -> orders.retry(retry -> retry.on(ErrorType.TIMEOUT, wait)
                                .backoff(new Fixed(Duration.ofHours(1)))
                                .maxAttempts(2))
                        .retryHandler(order -> fail()))
                .build()) {
            var id = deadLetter(dlq, new IllegalStateException());

            await().atMost(PATIENCE).until(() -> found(dlq, id).status() == DlqStatus.FAILED);
        }
    }

    @Test
    void shouldShareStepsAmongChannels() {
        Consumer<ChannelSteps> common = channel -> channel.backpressure(pressure -> pressure.strategy("magic"));
        var builder = DlqHandler.builder()
                .storage(Storage.inMemory())
                .channel("a", common)
                .channel("b", common.andThen(channel -> channel.consumers(70)));

        assertThatThrownBy(builder::build).hasMessageContaining("dlq.channel.b.consumers is '70'");
    }

    @Test
    void shouldRetryByAPolicyGivenAsAValue() {
        var once = RetryPolicy.builder().maxAttempts(1).build();
        try (var dlq = orders(orders -> orders.retry(once).retryHandler(order -> fail()))
                .build()) {
            var id = deadLetter(dlq, new IllegalStateException());

            await().atMost(PATIENCE).until(() -> found(dlq, id).status() == DlqStatus.FAILED);
        }
    }

    @Test
    void shouldAskABackoffGivenAsAFunction() {
        var asked = new AtomicInteger();
        var mine = new Custom("mine", failures -> {
            asked.set(failures);
            return Duration.ZERO;
        });
        try (var dlq = orders(
                        orders -> orders.retry(retry -> retry.backoff(mine).maxAttempts(3))
                                .retryHandler(order -> fail()))
                .build()) {
            var id = deadLetter(dlq, new IllegalStateException());

            await().atMost(PATIENCE).until(() -> found(dlq, id).status() == DlqStatus.FAILED);
        }
        assertThat(asked).hasValue(2);
    }

    @Test
    void shouldUseAStrategyGivenAsAnObject() {
        try (var dlq = orders(orders -> orders.backpressure(pressure -> pressure.strategy(new Share("mine", 0.25))))
                .build()) {
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                            dlq.control("orders").flow().store().acceptance())
                    .isEqualTo(0.25));
        }
    }

    @Test
    void shouldRefuseANameThatIsFoundToo() {
        var builder = orders(
                orders -> orders.backpressure(pressure -> pressure.strategy(new Share(HalfOpenDoors.NAME, 0.75))));

        assertThatThrownBy(builder::build)
                .isInstanceOf(DlqConfigException.class)
                .hasMessageContaining("There are several backpressure strategies called 'half-open-doors'")
                .hasMessageContaining(Share.class.getName())
                .hasMessageContaining(HalfOpenDoors.class.getName());
    }

    @Test
    void shouldAskAClassifierGivenAsAnObject() {
        try (var dlq = orders(orders -> orders.retryHandler(order -> fail()))
                .classifier(failure -> Optional.of(ErrorType.BUSINESS))
                .build()) {
            var id = deadLetter(dlq, new IllegalStateException());

            await().atMost(PATIENCE).until(() -> found(dlq, id).status() == DlqStatus.FAILED);
            assertThat(found(dlq, id).errorType()).isEqualTo(ErrorType.BUSINESS);
        }
    }

    @Test
    void shouldOpenAStorageGivenAsAnObject() {
        var opened = new AtomicInteger();
        try (var dlq = orders(orders -> orders.consumers(1))
                .storage(Storage.custom(new CountedStorages(opened)))
                .build()) {
            assertThat(found(dlq, deadLetter(dlq, new IllegalStateException())).status())
                    .isEqualTo(DlqStatus.PENDING);
        }
        assertThat(opened).hasValue(1);
    }

    @Test
    void shouldRefuseTwoOfOneName() {
        var builder = orders(orders -> orders.backpressure(pressure -> pressure.strategy(new Share("mine", 0.1)))
                        .retry(retry -> retry.backoff(new Custom("mine", failures -> Duration.ZERO))
                                .on(ErrorType.TIMEOUT, new Custom("mine", failures -> Duration.ofDays(1)))))
                .channel("b", b -> b.backpressure(pressure -> pressure.strategy(new Share("mine", 0.2))))
                .plugin(new Share("adaptive", 0.5));

        assertThatThrownBy(builder::build)
                .isInstanceOf(DlqConfigException.class)
                .hasMessageContaining("There are several backpressure strategies called 'adaptive'")
                .hasMessageContaining("the one that is built in")
                .hasMessageContaining("There are several backpressure strategies called 'mine'")
                .hasMessageContaining("There are several backoffs called 'mine'");
    }

    @Test
    void shouldTakeTheSameObjectForSeveralChannels() {
        Consumer<ChannelSteps> common =
                channel -> channel.backpressure(pressure -> pressure.strategy(new Share("mine", 0.5)));

        orders(common).channel("b", common).build().close();
    }

    @Test
    void shouldNameTheKeysOfAllThatCannotWork() {
        var builder = orders(orders -> orders.performance(
                                performance -> performance.batchSize(0).latency(Duration.ofSeconds(-1)))
                        .backpressure(pressure -> pressure.maxCpu(Double.NaN))
                        .rateLimit(limit -> limit.tokenBucket(0)))
                .channel("a.b", channel -> channel.consumers(1))
                .drainTimeout(Duration.ofDays(1));

        assertThatThrownBy(builder::build)
                .isInstanceOf(DlqConfigException.class)
                .hasMessageContaining("dlq.channel.orders.batch.max-size is '0'")
                .hasMessageContaining("dlq.channel.orders.tuning.latency is 'PT-1S'")
                .hasMessageContaining("dlq.channel.orders.backpressure.max-cpu is 'NaN'")
                .hasMessageContaining("dlq.channel.orders.rate-limit.permits-per-second is '0.0'")
                .hasMessageContaining("dlq.channels is 'a.b'")
                .hasMessageContaining("dlq.drain-timeout is 'PT24H'");
    }

    @Test
    void shouldGoBeforeSystemProperties() {
        System.setProperty("dlq.channel.orders.buffer.size", "1");
        System.setProperty("dlq.channel.orders.buffer.readers", "0");
        try {
            var builder = orders(orders -> orders.performance(performance -> performance.bufferSize(1024)));

            assertThatThrownBy(builder::build)
                    .isInstanceOf(DlqConfigException.class)
                    .hasMessageContaining("dlq.channel.orders.buffer.readers is '0'")
                    .hasMessageNotContaining("buffer.size");
        } finally {
            System.clearProperty("dlq.channel.orders.buffer.size");
            System.clearProperty("dlq.channel.orders.buffer.readers");
        }
    }

    @Test
    void shouldKeepPasswordsOutOfTexts() {
        assertThat(Storage.jpa("jdbc:postgresql://db/dlq", "dlq", "s3cret").poolSize(4))
                .hasToString("JpaStorage[dlq.store.jdbc.password, dlq.store.jdbc.pool-size, dlq.store.jdbc.url,"
                        + " dlq.store.jdbc.user, dlq.store.type]");
    }
}
