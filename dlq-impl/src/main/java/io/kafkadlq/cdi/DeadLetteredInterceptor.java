package io.kafkadlq.cdi;

import io.kafkadlq.api.DlqException;
import io.kafkadlq.api.DlqHandler;
import io.kafkadlq.api.Submission;
import io.kafkadlq.api.cdi.DeadLettered;
import io.kafkadlq.core.guard.Causes;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Makes what a {@link DeadLettered} method fails on a dead letter. Outside of {@code @Transactional}, at {@code
 * PLATFORM_BEFORE + 200}, which has rolled back by then what it began itself.
 */
@Interceptor
@DeadLettered(channel = "")
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 150)
public class DeadLetteredInterceptor {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final DlqHandler dlq;
    private final Duration patience;

    @Inject
    DeadLetteredInterceptor(DlqHandler dlq) {
        this(dlq, PATIENCE);
    }

    /** @param patience how long a thread waits for its record to be durable */
    DeadLetteredInterceptor(DlqHandler dlq, Duration patience) {
        this.dlq = dlq;
        this.patience = patience;
    }

    @AroundInvoke
    @Nullable Object around(InvocationContext call) throws Exception {
        Optional<ConsumerRecord<?, ?>> record = recordOf(call);
        if (record.isEmpty()) {
            return call.proceed();
        }
        String channel = channelOf(call);
        if (EngineCall.isUnderWay(channel, record.get())) {
            return call.proceed();
        }
        return CompletionStage.class.isAssignableFrom(call.getMethod().getReturnType())
                ? storing(started(call), channel, record.get())
                : returned(call, channel, record.get());
    }

    private @Nullable Object returned(InvocationContext call, String channel, ConsumerRecord<?, ?> record)
            throws Exception {
        try {
            return call.proceed();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw stopping;
        } catch (Throwable failure) {
            Optional<Throwable> kept = store(channel, record, failure);
            if (kept.isPresent()) {
                suppress(kept.get(), failure);
                throw failure;
            }
            BusinessTransaction.markForRollback();
            return null;
        }
    }

    private static CompletionStage<?> started(InvocationContext call) throws InterruptedException {
        try {
            return call.proceed() instanceof CompletionStage<?> stage
                    ? stage
                    : CompletableFuture.failedStage(
                            new NullPointerException(call.getMethod() + " returned null instead of a stage"));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw stopping;
        } catch (Throwable failure) {
            return CompletableFuture.failedStage(failure);
        }
    }

    private static Optional<ConsumerRecord<?, ?>> recordOf(InvocationContext call) {
        return Stream.of(call.getParameters())
                .filter(ConsumerRecord.class::isInstance)
                .<ConsumerRecord<?, ?>>map(parameter -> (ConsumerRecord<?, ?>) parameter)
                .findFirst();
    }

    private static String channelOf(InvocationContext call) {
        // The bean's class is a superclass of the target's, if the container has made that one; the annotation is
        // inherited.
        return Optional.ofNullable(call.getMethod().getAnnotation(DeadLettered.class))
                .or(() -> Optional.ofNullable(call.getTarget().getClass().getAnnotation(DeadLettered.class)))
                .or(() ->
                        Optional.ofNullable(call.getMethod().getDeclaringClass().getAnnotation(DeadLettered.class)))
                .orElseThrow(() -> new DlqException("Neither " + call.getMethod() + " nor its class has @DeadLettered"))
                .channel();
    }

    /** Returns once the record is durable, or with what has kept it from that. */
    private Optional<Throwable> store(String channel, ConsumerRecord<?, ?> record, Throwable failure) {
        try {
            dlq.channel(channel)
                    .handle(record, failure)
                    .toCompletableFuture()
                    .get(patience.toNanos(), TimeUnit.NANOSECONDS);
            return Optional.empty();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Optional.of(stopping);
        } catch (TimeoutException late) {
            return Optional.of(
                    new DlqException("The record was not durable within " + patience + "; it may be later", late));
        } catch (ExecutionException | RuntimeException why) {
            return Optional.of(Causes.bare(why));
        }
    }

    private static void suppress(Throwable why, Throwable failure) {
        if (why != failure) {
            failure.addSuppressed(why);
        }
    }

    /** Completes when the stage has, or its record is durable. On whichever thread that is, so nobody waits here. */
    private CompletionStage<Object> storing(CompletionStage<?> stage, String channel, ConsumerRecord<?, ?> record) {
        var outcome = new CompletableFuture<Object>();
        stage.whenComplete((result, wrapped) -> {
            if (wrapped == null) {
                outcome.complete(result);
                return;
            }
            Throwable failure = Causes.bare(wrapped);
            receipt(channel, record, failure).whenComplete((receipt, why) -> {
                if (why == null) {
                    outcome.complete(null);
                } else {
                    suppress(Causes.bare(why), failure);
                    outcome.completeExceptionally(failure);
                }
            });
        });
        return outcome;
    }

    private CompletionStage<?> receipt(String channel, ConsumerRecord<?, ?> record, Throwable failure) {
        try {
            Submission submission = dlq.channel(channel).tryHandle(record, failure);
            return submission.fold(
                    receipt -> receipt,
                    retryAfter -> CompletableFuture.failedStage(
                            new DlqException("Channel '" + channel + "' has no room now; the record was not taken")));
        } catch (RuntimeException closed) {
            return CompletableFuture.failedStage(closed);
        }
    }
}
