package io.kafkadlq.examples;

import static io.kafkadlq.examples.SampleTopic.text;

import io.kafkadlq.api.DlqHandler;
import io.kafkadlq.api.DlqRuntime;
import io.kafkadlq.api.dsl.Storage;
import io.kafkadlq.api.model.ErrorType;
import io.kafkadlq.api.policy.BackoffStrategy.ExponentialWithJitter;
import io.kafkadlq.api.policy.BackoffStrategy.Fixed;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;

/** How long to wait, and whether to try again at all, depends on what went wrong. */
public final class RetryByErrorType {

    private RetryByErrorType() {}

    public static void main(String... arguments) {
        try (DlqRuntime dlq = DlqHandler.builder()
                .storage(Storage.inMemory())
                .channel("orders", orders -> orders.retry(retry -> retry.maxAttempts(4)
                                .backoff(new ExponentialWithJitter(Duration.ofMillis(10), Duration.ofSeconds(1)))
                                .on(ErrorType.TIMEOUT, new Fixed(Duration.ofMillis(50)))
                                .on(ConnectException.class, new Fixed(Duration.ofMillis(100)))
                                .abortOn(NoSuchElementException.class))
                        .retryHandler(order -> {
                            throw failureOf(text(order.key()));
                        }))
                .build()) {
            for (String problem : List.of("timeout", "connection", "unknown customer")) {
                var id = SampleLetters.submit(dlq.channel("orders"), problem, failureOf(problem));
                var end = SampleLetters.awaitEnd(dlq.desk(), id);
                System.out.println(problem + ": " + end.errorType() + ", " + end.status() + " after "
                        + end.metadata().attempts() + " attempts");
            }
        }
    }

    private static Exception failureOf(String problem) {
        return switch (problem) {
            case "timeout" -> new SocketTimeoutException("the bank does not answer");
            case "connection" -> new ConnectException("the bank is closed");
            default -> new NoSuchElementException("no such customer");
        };
    }
}
