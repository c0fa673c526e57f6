package io.kafkadlq.cdi.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.cdi.optional.WithoutApis;
import jakarta.enterprise.inject.Instance;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server without MicroProfile Fault Tolerance, whose API is then missing too. */
class FaultToleranceTest {

    private static ClassLoader server() {
        return new WithoutApis("org.eclipse.microprofile.faulttolerance.");
    }

    @Test
    void shouldFindNoGuards() throws ReflectiveOperationException {
        var type = Class.forName(FaultTolerance.class.getName(), true, server());

        var guards = type.getMethod("guards", Instance.class).invoke(null, (Object) null);

        assertThat(guards).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"io.kafkadlq.cdi.DlqProducer", "io.kafkadlq.cdi.DlqExtension"})
    void shouldStillLoadWhatStartsTheEngine(String name) throws ClassNotFoundException {
        assertThat(Class.forName(name, true, server()).getMethods()).isNotEmpty();
    }
}
