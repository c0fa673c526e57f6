package io.kafkadlq.api.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class FailureTest {

    @Test
    void shouldKnowNothingUnexplained() {
        var failure = Failure.unexplained();

        assertThat(failure.exceptionClass()).isEmpty();
        assertThat(failure.rootCauseClass()).isEmpty();
        assertThat(failure.message()).isEmpty();
        assertThat(failure.stackTrace()).isEmpty();
        assertThat(failure.deliveries()).isEmpty();
        assertThat(failure).hasToString("unknown failure");
    }

    @Test
    void shouldTakeAnyNegativeNumberOfDeliveriesForUnknown() {
        assertThat(Failure.unexplained().withDeliveries(-9)).isEqualTo(Failure.unexplained());
        assertThat(Failure.unexplained().withDeliveries(0).deliveries()).hasValue(0);
    }

    @Test
    void shouldBeEqualWhateverArrayItsTextsAreIn() {
        byte[] block = "..a.B..".getBytes(StandardCharsets.UTF_8);
        var windowed = Failure.unexplained().withExceptionClass(Text.window(block, 2, 3));
        var copied = Failure.unexplained().withExceptionClass(Text.of("a.B"));

        assertThat(windowed).isEqualTo(copied).hasSameHashCodeAs(copied);
        assertThat(windowed).isNotEqualTo(copied.withMessage(Text.of("")));
    }

    @Test
    void shouldBoundEachTextWhenItIsRead() {
        var endless = Text.of("é".repeat(1_000_000));
        var failure = Failure.unexplained()
                .withExceptionClass(endless)
                .withRootCauseClass(endless)
                .withMessage(endless)
                .withStackTrace(endless);

        assertThat(utf8(failure.exceptionClass().orElseThrow())).hasSizeLessThanOrEqualTo(Failure.MAX_CLASS_BYTES);
        assertThat(utf8(failure.rootCauseClass().orElseThrow())).hasSizeLessThanOrEqualTo(Failure.MAX_CLASS_BYTES);
        assertThat(utf8(failure.message().orElseThrow())).hasSizeLessThanOrEqualTo(Failure.MAX_MESSAGE_BYTES);
        assertThat(utf8(failure.stackTrace().orElseThrow())).hasSizeLessThanOrEqualTo(Failure.MAX_STACK_TRACE_BYTES);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Nested
    class WhenMadeOfAThrowable {

        @Test
        void shouldNameTheExceptionAndItsDeepestCause() {
            var root = new IllegalArgumentException("no stock");
            var failure = Failure.of(new RuntimeException("cannot book", new IllegalStateException(root)));

            assertThat(failure.exceptionClass()).contains("java.lang.RuntimeException");
            assertThat(failure.rootCauseClass()).contains("java.lang.IllegalArgumentException");
            assertThat(failure.message()).contains("cannot book");
            assertThat(failure.stackTrace().orElseThrow())
                    .startsWith("java.lang.RuntimeException: cannot book")
                    .contains("Caused by: java.lang.IllegalArgumentException: no stock");
            assertThat(failure.deliveries()).isEmpty();
        }

        @Test
        void shouldSurviveCausesThatGoRoundInCircles() {
            var first = new RuntimeException("first");
            var second = new IllegalStateException("second", first);
            first.initCause(second);

            var failure = Failure.of(first);

            assertThat(failure.exceptionClass()).contains("java.lang.RuntimeException");
            assertThat(failure.rootCauseClass()).isPresent();
            assertThat(failure.stackTrace().orElseThrow()).contains("CIRCULAR REFERENCE");
        }

        @Test
        void shouldKnowNoMessageWhereThereIsNone() {
            assertThat(Failure.of(new RuntimeException()).message()).isEmpty();
            assertThat(Failure.of(new RuntimeException("")).message()).contains("");
        }

        @Test
        void shouldCutAnEndlessStackTraceOnceAndKeepItsEnd() {
            var root = new IllegalArgumentException("root");
            var failure = Failure.of(new RuntimeException("x".repeat(1_000_000), root));

            String stackTrace = failure.stackTrace().orElseThrow();

            assertThat(utf8(stackTrace)).hasSizeLessThanOrEqualTo(Failure.MAX_STACK_TRACE_BYTES);
            assertThat(stackTrace.split("bytes left out", -1)).hasSize(2);
            assertThat(failure.message().orElseThrow()).hasSizeLessThanOrEqualTo(Failure.MAX_MESSAGE_BYTES);
        }
    }
}
