package io.kafkadlq.core.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkadlq.api.FailedRecordsException;
import io.kafkadlq.api.RecordHandler;
import io.kafkadlq.api.model.ErrorType;
import io.kafkadlq.api.policy.BackoffStrategy;
import io.kafkadlq.api.policy.RetryPolicy;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class InPlaceRetriesTest {

    private final ConsumerRecord<byte[], byte[]> record =
            new ConsumerRecord<>("orders", 0, 0, new byte[] {1}, new byte[] {1});
    private final AtomicInteger calls = new AtomicInteger();

    private static InPlaceRetries tries(int tries) {
        var rules = new FailureJudge(
                RetryPolicy.DEFAULT,
                exceptions -> exceptions.links().get(0).classNames().contains("java.lang.IllegalArgumentException")
                        ? ErrorType.VALIDATION
                        : ErrorType.TRANSIENT,
                Clock.systemUTC(),
                RandomGenerator.getDefault(),
                "node",
                true);
        return new InPlaceRetries(tries, new BackoffStrategy.None(), rules, new DelayTimer(Thread::new));
    }

    private void failTwice() {
        if (calls.incrementAndGet() <= 2) {
            throw new IllegalStateException("not yet");
        }
    }

    @Test
    void shouldCallAgainUntilItWorks() {
        var handler = (RecordHandler.ForEach) tries(2).around(RecordHandler.each(one -> failTwice()));

        assertThatCode(() -> handler.handler().handle(record)).doesNotThrowAnyException();
        assertThat(calls).hasValue(3);
    }

    @Test
    void shouldThrowTheLastFailureWhenTriesAreUsedUp() {
        var handler = (RecordHandler.ForEach) tries(1).around(RecordHandler.each(one -> failTwice()));

        assertThatThrownBy(() -> handler.handler().handle(record)).hasMessage("not yet");
        assertThat(calls).hasValue(2);
    }

    @Test
    void shouldNotTryAgainWhatCannotBeHelped() {
        var handler = (RecordHandler.ForEach) tries(5).around(RecordHandler.each(one -> {
            calls.incrementAndGet();
            throw new IllegalArgumentException("wrong");
        }));

        assertThatThrownBy(() -> handler.handler().handle(record)).hasMessage("wrong");
        assertThat(calls).hasValue(1);
    }

    @Test
    void shouldCallAsynchronousHandlersAgain() {
        var handler = (RecordHandler.ForEachAsync) tries(2).around(RecordHandler.async(one -> {
            failTwice();
            return CompletableFuture.completedStage("done");
        }));

        assertThat(asFuture(handler)).succeedsWithin(Duration.ofSeconds(20)).isEqualTo("done");
        assertThat(calls).hasValue(3);
    }

    private CompletableFuture<Object> asFuture(RecordHandler.ForEachAsync handler) {
        try {
            return handler.handler()
                    .handle(record)
                    .<Object>thenApply(answer -> answer)
                    .toCompletableFuture();
        } catch (Exception thrown) {
            return CompletableFuture.failedFuture(thrown);
        }
    }

    @Test
    void shouldCallAgainWithThoseOfAListThatFailed() {
        var sizes = new ArrayList<Integer>();
        var handler = (RecordHandler.ForLists) tries(2).around(RecordHandler.lists(records -> {
            sizes.add(records.size());
            int last = records.size() - 1;
            if (sizes.size() < 3) {
                throw new FailedRecordsException(Map.of(
                        0, new IllegalStateException("first"), last, new IllegalArgumentException("last is wrong")));
            }
        }));

        assertThatThrownBy(() -> handler.handler().handle(List.of(record, record, record, record)))
                .isInstanceOfSatisfying(FailedRecordsException.class, failed -> assertThat(failed.failures())
                        .containsOnlyKeys(3, 0));
        assertThat(sizes).containsExactly(4, 1);
    }
}
