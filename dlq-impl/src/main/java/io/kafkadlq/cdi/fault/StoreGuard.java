package io.kafkadlq.cdi.fault;

import io.kafkadlq.api.store.SaveReport;
import io.kafkadlq.api.store.StorageResult;
import io.kafkadlq.core.guard.GuardDefaults;
import io.kafkadlq.core.guard.StoreWrite;
import io.kafkadlq.core.guard.UnavailableException;
import jakarta.enterprise.context.Dependent;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.Asynchronous;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Fallback;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.faulttolerance.exceptions.FaultToleranceException;

/** Where calls to the store pass MicroProfile Fault Tolerance. */
@Dependent
public class StoreGuard {

    /** The annotation's timeout comes first, and interrupts; no wait is without a bound all the same. */
    private static final Duration LONGEST = Duration.ofDays(1);

    /** A batch, on its writer's thread. Given up, it is postponed: its writer waits, and the partitions pause. */
    @Retry(
            maxRetries = GuardDefaults.WRITE_RETRIES,
            delay = GuardDefaults.RETRY_DELAY,
            jitter = GuardDefaults.RETRY_JITTER,
            retryOn = UnavailableException.class,
            abortOn = InterruptedException.class)
    @Timeout(GuardDefaults.WRITE_TIMEOUT)
    @CircuitBreaker(
            requestVolumeThreshold = GuardDefaults.BREAKER_VOLUME,
            failureRatio = GuardDefaults.BREAKER_RATIO,
            delay = GuardDefaults.BREAKER_DELAY,
            failOn = {
                UnavailableException.class,
                TimeoutException.class,
                org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException.class
            })
    @Fallback(
            fallbackMethod = "postpone",
            applyOn = {UnavailableException.class, TimeoutException.class, FaultToleranceException.class})
    public StorageResult<SaveReport> write(StoreWrite write) throws InterruptedException, TimeoutException {
        return write.ask(LONGEST);
    }

    public StorageResult<SaveReport> postpone(StoreWrite write) {
        return write.postponed();
    }

    /** Finding records and what was done to them. */
    @Asynchronous
    @Retry(
            maxRetries = GuardDefaults.READ_RETRIES,
            delay = GuardDefaults.RETRY_DELAY,
            jitter = GuardDefaults.RETRY_JITTER,
            retryOn = UnavailableException.class)
    @Timeout(GuardDefaults.READ_TIMEOUT)
    @CircuitBreaker(
            requestVolumeThreshold = GuardDefaults.BREAKER_VOLUME,
            failureRatio = GuardDefaults.BREAKER_RATIO,
            delay = GuardDefaults.BREAKER_DELAY,
            failOn = {
                UnavailableException.class,
                org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException.class
            })
    public CompletionStage<Void> read(Supplier<CompletionStage<Void>> read) {
        return read.get();
    }

    /**
     * Updates and audit entries. Without a {@code @Retry} that a key could turn on, see {@code Guards#change}, and without a
     * breaker: what Kafka has acknowledged has to be noted, whatever failed before.
     */
    @Asynchronous
    @Timeout(GuardDefaults.CHANGE_TIMEOUT)
    public CompletionStage<Void> change(Supplier<CompletionStage<Void>> change) {
        return change.get();
    }
}
