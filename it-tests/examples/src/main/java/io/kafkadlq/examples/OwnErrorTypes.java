package io.kafkadlq.examples;

import io.kafkadlq.api.DlqHandler;
import io.kafkadlq.api.DlqRuntime;
import io.kafkadlq.api.dsl.Storage;
import io.kafkadlq.api.model.ErrorType;
import io.kafkadlq.api.model.ExceptionChain;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A classifier tells what the application's own exceptions mean, and so whether trying again can help. */
public final class OwnErrorTypes {

    /** Trying again brings nothing back. */
    static final class SoldOut extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }

    private OwnErrorTypes() {}

    public static void main(String... arguments) {
        try (DlqRuntime dlq = DlqHandler.builder()
                .storage(Storage.inMemory())
                .classifier(OwnErrorTypes::classify)
                .channel("orders", orders -> orders.retryHandler(order -> System.out.println("handled again")))
                .build()) {
            for (Exception failure : List.of(new SoldOut(), new IllegalStateException())) {
                var id = SampleLetters.submit(
                        dlq.channel("orders"), failure.getClass().getName(), failure);
                var end = SampleLetters.awaitEnd(dlq.desk(), id);
                System.out.println(
                        failure.getClass().getSimpleName() + ": " + end.errorType() + ", so it is " + end.status());
            }
        }
    }

    private static Optional<ErrorType> classify(ExceptionChain exceptions) {
        return exceptions.deepestOf(Set.of(SoldOut.class.getName())).map(name -> ErrorType.BUSINESS);
    }
}
