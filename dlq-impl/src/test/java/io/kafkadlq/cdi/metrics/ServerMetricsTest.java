package io.kafkadlq.cdi.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.cdi.telemetry.Telemetry;
import io.kafkadlq.core.trace.Tracing;
import jakarta.enterprise.inject.Instance;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A server without MicroProfile Metrics, Micrometer and OpenTelemetry, whose APIs are then missing too. */
class ServerMetricsTest {

    private static final class WithoutApis extends ClassLoader {

        WithoutApis() {
            super(ServerMetricsTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("org.eclipse.microprofile.metrics.")
                    || name.startsWith("io.micrometer.")
                    || name.startsWith("io.opentelemetry.")) {
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
    void shouldFindNoRegistries() throws ReflectiveOperationException {
        var type = Class.forName(ServerMetrics.class.getName(), true, new WithoutApis());

        var sinks = type.getMethod("sinks", Instance.class).invoke(null, (Object) null);

        assertThat(sinks).isEqualTo(List.of());
    }

    @Test
    void shouldNoteNothing() throws ReflectiveOperationException {
        var type = Class.forName(Telemetry.class.getName(), true, new WithoutApis());

        var tracing = type.getMethod("tracing", Instance.class).invoke(null, (Object) null);

        assertThat(tracing).isSameAs(Tracing.NONE);
    }

    @Test
    void shouldStillLoadWhatStartsTheEngine() throws ClassNotFoundException {
        assertThat(Class.forName("io.kafkadlq.cdi.DlqProducer", true, new WithoutApis())
                        .getMethods())
                .isNotEmpty();
    }
}
