package io.kafkadlq.it;

import io.kafkadlq.rig.KafkaBroker;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives all tests the same broker, started for the first that wants it and stopped after the last. */
public final class SharedBroker implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(SharedBroker.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == KafkaBroker.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(Running.class, type -> Running.start(), Running.class)
                .broker();
    }

    private record Running(KafkaBroker broker) implements AutoCloseable {

        static Running start() {
            return new Running(
                    KafkaBroker.startSecured(Path.of(System.getProperty("it.work"), "broker-" + System.nanoTime())));
        }

        @Override
        public void close() {
            broker.close();
        }
    }
}
