package io.kafkadlq.cdi.fault;

import io.kafkadlq.core.guard.GuardDefaults;
import io.kafkadlq.core.guard.UnavailableException;
import jakarta.enterprise.context.Dependent;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.Asynchronous;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;

/** Where calls to Kafka pass MicroProfile Fault Tolerance. */
@Dependent
public class KafkaGuard {

    /**
     * A record that is redriven. Without a {@code @Timeout}: the producer has its own, {@code redrive.timeout}, and what is
     * given up before that may be published all the same.
     */
    @Asynchronous
    @Retry(
            maxRetries = GuardDefaults.PUBLISH_RETRIES,
            delay = GuardDefaults.RETRY_DELAY,
            jitter = GuardDefaults.RETRY_JITTER,
            retryOn = UnavailableException.class)
    @CircuitBreaker(
            requestVolumeThreshold = GuardDefaults.BREAKER_VOLUME,
            failureRatio = GuardDefaults.BREAKER_RATIO,
            delay = GuardDefaults.BREAKER_DELAY,
            failOn = UnavailableException.class)
    public CompletionStage<Void> publish(Supplier<CompletionStage<Void>> publication) {
        return publication.get();
    }
}
