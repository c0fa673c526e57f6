package io.kafkadlq.core.classify;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.model.ErrorType;
import io.kafkadlq.api.model.ExceptionChain;
import io.kafkadlq.api.spi.FailureClassifier;
import java.net.ConnectException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClassifiersTest {

    private static final ExceptionChain REFUSED = ExceptionChain.of(new ConnectException("refused"));

    private static ErrorType classified(FailureClassifier... pluggedIn) {
        return new Classifiers(List.of(pluggedIn)).classify(REFUSED);
    }

    @Test
    void shouldBelieveTheFirstThatKnows() {
        assertThat(classified(
                        any -> Optional.empty(),
                        any -> Optional.of(ErrorType.BUSINESS),
                        any -> Optional.of(ErrorType.VALIDATION)))
                .isEqualTo(ErrorType.BUSINESS);
    }

    @Test
    void shouldFallBackToWhatIsBuiltIn() {
        assertThat(classified(any -> Optional.empty())).isEqualTo(ErrorType.DEPENDENCY_UNAVAILABLE);
        assertThat(classified()).isEqualTo(ErrorType.DEPENDENCY_UNAVAILABLE);
    }

    @Test
    void shouldAskTheNextWhereOneFails() {
        assertThat(classified(any -> {
                    throw new IllegalStateException("defect");
                }))
                .isEqualTo(ErrorType.DEPENDENCY_UNAVAILABLE);
    }

    @Test
    @SuppressWarnings({"NullAway", "OptionalAssignedToNull"}) // What code of others may do all the same.
    void shouldAskTheNextWhereOneAnswersNothingAtAll() {
        assertThat(classified(any -> null)).isEqualTo(ErrorType.DEPENDENCY_UNAVAILABLE);
    }

    @Test
    void shouldSayUnknownWhereNobodyKnows() {
        assertThat(new Classifiers(List.of()).classify(ExceptionChain.of(new IllegalStateException())))
                .isEqualTo(ErrorType.UNKNOWN);
    }
}
