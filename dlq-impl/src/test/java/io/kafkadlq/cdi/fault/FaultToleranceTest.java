package io.kafkadlq.cdi.fault;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.inject.Instance;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server without MicroProfile Fault Tolerance, whose API is then missing too. */
class FaultToleranceTest {

    private static final class WithoutApi extends ClassLoader {

        WithoutApi() {
            super(FaultToleranceTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("org.eclipse.microprofile.faulttolerance.")) {
                throw new ClassNotFoundException(name);
            }
            return name.startsWith("io.kafkadlq.cdi.") ? define(name) : super.loadClass(name, resolve);
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            var loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            try (var in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                var bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    @Test
    void shouldFindNoGuards() throws ReflectiveOperationException {
        var type = Class.forName(FaultTolerance.class.getName(), true, new WithoutApi());

        var guards = type.getMethod("guards", Instance.class).invoke(null, (Object) null);

        assertThat(guards).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"io.kafkadlq.cdi.DlqProducer", "io.kafkadlq.cdi.DlqExtension"})
    void shouldStillLoadWhatStartsTheEngine(String name) throws ClassNotFoundException {
        assertThat(Class.forName(name, true, new WithoutApi()).getMethods()).isNotEmpty();
    }
}
