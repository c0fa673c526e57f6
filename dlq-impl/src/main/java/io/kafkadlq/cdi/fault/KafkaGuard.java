package io.kafkadlq.cdi.fault;

import io.kafkadlq.core.guard.GuardDefaults;
import io.kafkadlq.core.guard.UnavailableException;
import io.kafkadlq.core.redrive.RecordPublisher.Published;
import jakarta.enterprise.context.Dependent;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.Asynchronous;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;

/** Where calls to Kafka pass MicroProfile Fault Tolerance. */
@Dependent
public class KafkaGuard {

    /** A record that is redriven. */
    @Asynchronous
    @Retry(
            maxRetries = GuardDefaults.PUBLISH_RETRIES,
            delay = GuardDefaults.RETRY_DELAY,
            jitter = GuardDefaults.RETRY_JITTER,
            retryOn = UnavailableException.class)
    @Timeout(GuardDefaults.PUBLISH_TIMEOUT)
    @CircuitBreaker(
            requestVolumeThreshold = GuardDefaults.BREAKER_VOLUME,
            failureRatio = GuardDefaults.BREAKER_RATIO,
            delay = GuardDefaults.BREAKER_DELAY,
            failOn = {UnavailableException.class, TimeoutException.class})
    public CompletionStage<Published> publish(Supplier<CompletionStage<Published>> publication) {
        return publication.get();
    }
}
