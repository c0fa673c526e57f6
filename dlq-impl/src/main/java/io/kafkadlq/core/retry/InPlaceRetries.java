package io.kafkadlq.core.retry;

import io.kafkadlq.api.FailedRecordsException;
import io.kafkadlq.api.RecordHandler;
import io.kafkadlq.api.policy.BackoffStrategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A handler that tries a record again a few times before it counts as failed. Its key waits meanwhile, and so does its
 * worker, unless the handler is asynchronous; what retrying cannot help against is not tried again.
 *
 * @param tries how many more
 * @param later runs something after that delay, for asynchronous handlers
 */
public record InPlaceRetries(int tries, BackoffStrategy backoff, FailureJudge rules, DelayTimer later) {

    /** The same handler if there are no further tries. */
    public RecordHandler around(RecordHandler handler) {
        if (tries == 0) {
            return handler;
        }
        if (handler instanceof RecordHandler.ForEach each) {
            return RecordHandler.each(record -> again(() -> {
                each.handler().handle(record);
                return record;
            }));
        }
        if (handler instanceof RecordHandler.ForDeciding deciding) {
            return RecordHandler.deciding(
                    (record, context) -> again(() -> deciding.handler().handle(record, context)));
        }
        if (handler instanceof RecordHandler.ForEachAsync async) {
            return RecordHandler.async(record -> start(async.handler(), record, 1));
        }
        return RecordHandler.lists(records -> lists(((RecordHandler.ForLists) handler).handler(), records));
    }

    /** One call of a blocking handler. */
    @FunctionalInterface
    private interface Call<T> {

        T make() throws Exception;
    }

    private <T> T again(Call<T> call) throws Exception {
        for (int failures = 1; ; failures++) {
            try {
                return call.make();
            } catch (InterruptedException stopping) {
                throw stopping;
            } catch (Exception failed) {
                if (!mayTryAgain(failed, failures)) {
                    throw failed;
                }
                TimeUnit.NANOSECONDS.sleep(wait(failures).toNanos());
            }
        }
    }

    private boolean mayTryAgain(Throwable failed, int failures) {
        return failures <= tries && rules.mayHelp(failed);
    }

    private Duration wait(int failures) {
        return backoff.delayAfter(failures, rules.random());
    }

    private CompletionStage<?> start(
            RecordHandler.EachAsync handler, ConsumerRecord<byte[], byte[]> record, int failures) {
        var outcome = new CompletableFuture<Object>();
        attempt(handler, record).whenComplete((answer, why) -> {
            Throwable failed = unwrapped(why);
            try {
                if (failed != null && mayTryAgain(failed, failures)) {
                    later.after(wait(failures), () -> pass(start(handler, record, failures + 1), outcome));
                } else {
                    end(outcome, answer, failed);
                }
            } catch (RuntimeException | Error defect) {
                // Whoever waits for the outcome must not wait for ever.
                outcome.completeExceptionally(failed == null ? defect : failed);
            }
        });
        return outcome;
    }

    private static void pass(CompletionStage<?> from, CompletableFuture<Object> to) {
        from.whenComplete((answer, why) -> end(to, answer, unwrapped(why)));
    }

    private static void end(CompletableFuture<Object> outcome, @Nullable Object answer, @Nullable Throwable failed) {
        if (failed == null) {
            outcome.complete(answer);
        } else {
            outcome.completeExceptionally(failed);
        }
    }

    private static CompletionStage<?> attempt(RecordHandler.EachAsync handler, ConsumerRecord<byte[], byte[]> record) {
        try {
            return Objects.requireNonNull(
                    handler.handle(record), "The asynchronous handler returned null instead of a stage");
        } catch (Throwable failed) {
            return CompletableFuture.failedStage(failed);
        }
    }

    private static @Nullable Throwable unwrapped(@Nullable Throwable why) {
        return why instanceof CompletionException && why.getCause() != null ? why.getCause() : why;
    }

    /** Those of the list that failed are tried again as a list; what fails in the end is told by its place in the first. */
    private void lists(RecordHandler.Lists handler, List<ConsumerRecord<byte[], byte[]>> records) throws Exception {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            places.add(i);
        }
        Map<Integer, Throwable> given = new HashMap<>();
        for (int failures = 1; !places.isEmpty(); failures++) {
            Map<Integer, Throwable> failed =
                    failuresOf(handler, places.stream().map(records::get).toList());
            List<Integer> again = new ArrayList<>();
            for (Map.Entry<Integer, Throwable> one : failed.entrySet()) {
                int place = places.get(one.getKey());
                if (mayTryAgain(one.getValue(), failures)) {
                    again.add(place);
                } else {
                    given.put(place, one.getValue());
                }
            }
            places = again.stream().sorted().toList();
            if (!places.isEmpty()) {
                TimeUnit.NANOSECONDS.sleep(wait(failures).toNanos());
            }
        }
        if (!given.isEmpty()) {
            throw new FailedRecordsException(given);
        }
    }

    private static Map<Integer, Throwable> failuresOf(
            RecordHandler.Lists handler, List<ConsumerRecord<byte[], byte[]>> records) throws InterruptedException {
        try {
            handler.handle(records);
            return Map.of();
        } catch (FailedRecordsException some) {
            boolean namesSome = !some.failures().isEmpty()
                    && some.failures().keySet().stream().allMatch(place -> place >= 0 && place < records.size());
            return namesSome ? some.failures() : all(some, records.size());
        } catch (InterruptedException stopping) {
            throw stopping;
        } catch (Exception whole) {
            return all(whole, records.size());
        }
    }

    private static Map<Integer, Throwable> all(Exception failure, int records) {
        Map<Integer, Throwable> failures = new HashMap<>();
        for (int i = 0; i < records; i++) {
            failures.put(i, failure);
        }
        return failures;
    }
}
