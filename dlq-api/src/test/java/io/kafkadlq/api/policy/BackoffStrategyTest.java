package io.kafkadlq.api.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkadlq.api.policy.BackoffStrategy.Custom;
import io.kafkadlq.api.policy.BackoffStrategy.Exponential;
import io.kafkadlq.api.policy.BackoffStrategy.ExponentialWithJitter;
import io.kafkadlq.api.policy.BackoffStrategy.Fixed;
import io.kafkadlq.api.policy.BackoffStrategy.Linear;
import io.kafkadlq.api.policy.BackoffStrategy.None;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class BackoffStrategyTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    @ParameterizedTest
    @CsvSource({
        "none,1,PT0S",
        "none,2147483647,PT0S",
        "fixed:PT30S,1,PT30S",
        "fixed:PT30S,2147483647,PT30S",
        "linear:PT1S:PT1M,-7,PT1S",
        "linear:PT1S:PT1M,0,PT1S",
        "linear:PT1S:PT1M,1,PT1S",
        "linear:PT1S:PT1M,59,PT59S",
        "linear:PT1S:PT1M,60,PT1M",
        "linear:PT1S:PT1M,61,PT1M",
        "linear:P36500D:P36500D,2147483647,P36500D",
        "exponential:PT1S:PT10M,-2147483648,PT1S",
        "exponential:PT1S:PT10M,1,PT1S",
        "exponential:PT1S:PT10M,2,PT2S",
        "exponential:PT1S:PT10M,10,PT8M32S",
        "exponential:PT1S:PT10M,11,PT10M",
        "exponential:PT1S:PT10M,2147483647,PT10M",
        "exponential:PT1S:PT10M:1.5,3,PT2.25S",
        "exponential:PT0S:PT10M,2147483647,PT0S",
        "exponential:PT0.001S:P36500D:1000,2147483647,P36500D"
    })
    void shouldWaitSoLong(String strategy, int failures, Duration expected) {
        assertThat(BackoffStrategy.parse(strategy).delayAfter(failures, new Random(1)))
                .isEqualTo(expected);
    }

    @Test
    void shouldRoundUpToMillisecondsSoThatAWaitNeverBecomesNone() {
        assertThat(new Fixed(Duration.ofNanos(1)).delay()).isEqualTo(Duration.ofMillis(1));
        assertThat(new Fixed(Duration.ofMillis(7)).delay()).isEqualTo(Duration.ofMillis(7));
    }

    @Test
    void shouldCutDurationsBeyondAHundredYears() {
        var longest = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);

        assertThat(new Linear(SECOND, longest).max()).isEqualTo(Duration.ofDays(36_500));
    }

    @Test
    void shouldRefuseWhatIsNoWait() {
        var past = Duration.ofMillis(-1);

        assertThatThrownBy(() -> new Fixed(past)).hasMessage("a wait cannot be negative, and delay is PT-0.001S");
        assertThatThrownBy(() -> new Linear(past, SECOND)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Linear(MINUTE, SECOND)).hasMessage("step PT1M is over max PT1S");
        assertThatThrownBy(() -> new Exponential(MINUTE, SECOND)).hasMessage("initial PT1M is over max PT1S");
        assertThatThrownBy(() -> new ExponentialWithJitter(past, SECOND)).isInstanceOf(IllegalArgumentException.class);
        for (double multiplier : new double[] {Double.NaN, 0.99, 1000.1, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> new Exponential(SECOND, multiplier, MINUTE))
                    .hasMessageContaining("a multiplier is a number from 1 to 1000");
        }
    }

    static Stream<Arguments> notations() {
        return Stream.of(
                Arguments.of("none", new None(), "none"),
                Arguments.of(" NONE ", new None(), "none"),
                Arguments.of("fixed:30s", new Fixed(Duration.ofSeconds(30)), "fixed:PT30S"),
                Arguments.of("Fixed : 500ms", new Fixed(Duration.ofMillis(500)), "fixed:PT0.5S"),
                Arguments.of("linear:1s:1m", new Linear(SECOND, MINUTE), "linear:PT1S:PT1M"),
                Arguments.of(
                        "exponential:PT1S:PT10M", new Exponential(SECOND, 2, TEN_MINUTES), "exponential:PT1S:PT10M"),
                Arguments.of(
                        "exponential:PT1S:PT10M:3.0",
                        new Exponential(SECOND, 3, TEN_MINUTES),
                        "exponential:PT1S:PT10M:3"),
                Arguments.of(
                        "exponential-with-jitter:1s:10m",
                        new ExponentialWithJitter(SECOND, 2, TEN_MINUTES, Jitter.EQUAL),
                        "exponential-with-jitter:PT1S:PT10M"),
                Arguments.of(
                        "exponential-with-jitter:1s:10m:FULL",
                        new ExponentialWithJitter(SECOND, 2, TEN_MINUTES, Jitter.FULL),
                        "exponential-with-jitter:PT1S:PT10M:full"),
                Arguments.of(
                        "exponential-with-jitter:1s:10m:1.5",
                        new ExponentialWithJitter(SECOND, 1.5, TEN_MINUTES, Jitter.EQUAL),
                        "exponential-with-jitter:PT1S:PT10M:1.5"),
                Arguments.of(
                        "exponential-with-jitter:1s:10m:1.5:decorrelated",
                        new ExponentialWithJitter(SECOND, 1.5, TEN_MINUTES, Jitter.DECORRELATED),
                        "exponential-with-jitter:PT1S:PT10M:1.5:decorrelated"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("notations")
    void shouldReadItsNotation(String written, BackoffStrategy expected, String text) {
        BackoffStrategy read = BackoffStrategy.parse(written);

        assertThat(read).isEqualTo(expected);
        assertThat(read.text()).isEqualTo(text);
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of("", "there is no ''"),
                Arguments.of("expo:PT1S:PT1M", "expected none, fixed:PT30S, linear:PT1S:PT1M"),
                Arguments.of("none:PT1S", "expected none; there is a part too many"),
                Arguments.of("fixed", "expected fixed:<delay>, such as fixed:PT30S; a part is missing"),
                Arguments.of("fixed:", "'' is no duration such as PT30S or 30s"),
                Arguments.of("fixed:30", "'30' is no duration such as PT30S or 30s"),
                Arguments.of("fixed:-PT30S", "a wait cannot be negative, and delay is PT-30S"),
                Arguments.of("linear:PT1S", "a part is missing"),
                Arguments.of("linear:PT1M:PT1S", "step PT1M is over max PT1S"),
                Arguments.of("exponential:PT1S:PT1M:2:full", "there is a part too many"),
                Arguments.of("exponential:PT1S:PT1M:two", "'two' is no number such as 1.5"),
                Arguments.of("exponential:PT1S:PT1M:0.5", "a multiplier is a number from 1 to 1000, and not 0.5"),
                Arguments.of("exponential:PT1S:PT1M:1e400", "a multiplier is a number from 1 to 1000"),
                Arguments.of("exponential-with-jitter:PT1S:PT1M:some", "'some' is no number such as 1.5"),
                Arguments.of("exponential-with-jitter:PT1S:PT1M:2:some", "'some' is no kind of jitter"),
                Arguments.of("custom:", "expected custom:<name>; a name has 1 to 64 letters"),
                Arguments.of("custom:a b", "expected custom:<name>; a name has 1 to 64 letters"),
                Arguments.of("custom:mine", "there is no 'mine'"));
    }

    @ParameterizedTest(name = "[{0}]")
    @MethodSource("mistakes")
    void shouldSayWhatIsWrongAndWhatWouldBeRight(String written, String message) {
        assertThatThrownBy(() -> BackoffStrategy.parse(written))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("expected ")
                .hasMessageContaining(message);
    }

    @Test
    void shouldFindOnesOwnByName() {
        var mine = new Custom("mine", failures -> Duration.ofSeconds(failures));

        BackoffStrategy found = BackoffStrategy.parse(
                "custom:mine", name -> name.equals("mine") ? Optional.of(mine) : Optional.empty());

        assertThat(found).isSameAs(mine);
        assertThat(found.text()).isEqualTo("custom:mine");
        assertThat(found.delayAfter(7, new Random(1))).isEqualTo(Duration.ofSeconds(7));
        assertThat(found.delayAfter(-7, new Random(1))).isEqualTo(SECOND);
    }

    @Test
    @SuppressWarnings({"NullAway", "DataFlowIssue"}) // What code of others may do all the same.
    void shouldNameOnesOwnThatTellsNoWait() {
        List<IntFunction<Duration>> broken = List.of(failures -> null, failures -> Duration.ofDays(1 / (failures - 3)));

        for (IntFunction<Duration> function : broken) {
            assertThatThrownBy(() -> new Custom("mine", function).delayAfter(3, new Random(1)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("custom:mine")
                    .hasMessageContaining("3 failures")
                    .hasCauseInstanceOf(RuntimeException.class);
        }
    }

    @Test
    void shouldRefuseANameThatCannotBeWritten() {
        assertThatThrownBy(() -> new Custom("a:b", failures -> SECOND))
                .hasMessage("The name of a backoff has 1 to 64 letters, digits, ., - and _, which 'a:b' has not");
    }
}
