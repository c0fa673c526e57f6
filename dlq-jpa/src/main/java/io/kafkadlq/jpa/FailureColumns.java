package io.kafkadlq.jpa;

import io.kafkadlq.api.model.Failure;
import io.kafkadlq.api.model.Text;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import org.jspecify.annotations.Nullable;

/** Why a record failed, but for its stack trace, which lists do not read. The model has bounded each text already. */
@Embeddable
record FailureColumns(
        @Column(name = "exception_class") @Nullable String exceptionClass,
        @Column(name = "root_cause_class") @Nullable String rootCauseClass,
        @Column(name = "message") @Nullable String message,
        @Column(name = "deliveries") @Nullable Integer deliveries) {

    static FailureColumns of(Failure failure) {
        return new FailureColumns(
                failure.exceptionClass().map(StoredText::of).orElse(null),
                failure.rootCauseClass().map(StoredText::of).orElse(null),
                failure.message().map(StoredText::of).orElse(null),
                failure.deliveries().isPresent() ? failure.deliveries().getAsInt() : null);
    }

    Failure toFailure() {
        Failure failure = Failure.unexplained();
        failure = exceptionClass == null ? failure : failure.withExceptionClass(Text.of(exceptionClass));
        failure = rootCauseClass == null ? failure : failure.withRootCauseClass(Text.of(rootCauseClass));
        failure = message == null ? failure : failure.withMessage(Text.of(message));
        return deliveries == null ? failure : failure.withDeliveries(deliveries);
    }
}
