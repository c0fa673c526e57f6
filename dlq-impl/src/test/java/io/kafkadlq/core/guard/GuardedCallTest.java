package io.kafkadlq.core.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkadlq.api.DlqConfigException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GuardedCallTest {

    private static final String WRITE = "io.kafkadlq.cdi.fault.StoreGuard/write/";

    private static GuardSettings read(GuardedCall call, Map<String, String> keys) {
        List<String> violations = new ArrayList<>();
        var settings = call.settings(key -> Optional.ofNullable(keys.get(key)), violations);
        assertThat(violations).isEmpty();
        return settings;
    }

    @ParameterizedTest
    @EnumSource
    void shouldDoWhatTheAnnotationsOfTheSameNameSay(GuardedCall call) throws ClassNotFoundException {
        String[] name = call.method().split("/");
        var method = List.of(Class.forName(name[0]).getDeclaredMethods()).stream()
                .filter(one -> one.getName().equals(name[1]))
                .findFirst()
                .orElseThrow();

        var settings = read(call, Map.of());

        var retry = Optional.ofNullable(method.getAnnotation(Retry.class));
        assertThat(settings.retry().maxRetries())
                .isEqualTo(retry.map(Retry::maxRetries).orElse(0));
        retry.ifPresent(it -> {
            assertThat(settings.retry().delay()).isEqualTo(Duration.ofMillis(it.delay()));
            assertThat(settings.retry().jitter()).isEqualTo(Duration.ofMillis(it.jitter()));
        });
        var timeout = Optional.ofNullable(method.getAnnotation(Timeout.class));
        assertThat(settings.timeout())
                .isEqualTo(timeout.map(it -> Duration.ofMillis(it.value())).orElse(Duration.ofDays(1)));
        var breaker = Optional.ofNullable(method.getAnnotation(CircuitBreaker.class));
        assertThat(settings.breaker().enabled()).isEqualTo(breaker.isPresent());
        breaker.ifPresent(it -> assertThat(settings.breaker())
                .isEqualTo(new GuardSettings.Breaker(
                        true,
                        it.requestVolumeThreshold(),
                        it.failureRatio(),
                        Duration.ofMillis(it.delay()),
                        it.successThreshold())));
    }

    @Test
    void shouldPreferTheMethodsKeyToTheOneForAll() {
        var keys = Map.of("Retry/maxRetries", "7", WRITE + "Retry/maxRetries", "1");

        assertThat(read(GuardedCall.WRITE, keys).retry().maxRetries()).isEqualTo(1);
        assertThat(read(GuardedCall.READ, keys).retry().maxRetries()).isEqualTo(7);
        assertThat(read(GuardedCall.CHANGE, keys).retry().maxRetries()).isZero();
    }

    @Test
    void shouldLeaveOutWhatIsDisabled() {
        var keys = Map.of("Retry/enabled", "false", "Timeout/enabled", "false", "CircuitBreaker/enabled", "false");

        var settings = read(GuardedCall.WRITE, keys);

        assertThat(settings.retry().maxRetries()).isZero();
        assertThat(settings.timeout()).isEqualTo(Duration.ofDays(1));
        assertThat(settings.breaker().enabled()).isFalse();
    }

    @Test
    void shouldNameAllThatIsWrong() {
        var keys = Map.of(WRITE + "Retry/maxRetries", "many", WRITE + "CircuitBreaker/failureRatio", "75");

        assertThatThrownBy(() -> PlainGuards.by(key -> Optional.ofNullable(keys.get(key)), Thread::new))
                .isInstanceOf(DlqConfigException.class)
                .hasMessageContaining(WRITE + "Retry/maxRetries is 'many': expected a number from -1 to ")
                .hasMessageContaining(WRITE + "CircuitBreaker/failureRatio is '75': expected a number from 0 to 1");
    }
}
