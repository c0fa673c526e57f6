package io.kafkadlq.cdi;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kafkadlq.core.engine.Application;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.enterprise.inject.spi.DeploymentException;
import java.lang.annotation.Annotation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A CDI container with some beans and our extension in it, and a store in memory; without the engine, dead letters go to a {@link ScriptedDoor}. */
final class Container implements AutoCloseable {

    private final DlqExtension extension;
    private final SeContainer container;

    private Container(DlqExtension extension, SeContainer container) {
        this.extension = extension;
        this.container = container;
    }

    /** @throws jakarta.enterprise.inject.spi.DeploymentException if something is wrong */
    static Container of(Map<String, String> settings, Class<?>... beans) {
        Map<String, String> all = new HashMap<>(settings);
        all.putIfAbsent("dlq.store.type", "memory");
        all.putIfAbsent("dlq.kafka.bootstrap.servers", "localhost:1");
        MapConfig.install(all);
        var extension = new DlqExtension();
        var initializer = SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addExtensions(extension)
                .addBeanClasses(Stream.concat(
                                Stream.of(RequestScope.class, DeadLetteredInterceptor.class, door(beans)),
                                Stream.of(beans))
                        .distinct()
                        .toArray(Class<?>[]::new));
        try {
            return new Container(extension, initializer.initialize());
        } catch (RuntimeException refused) {
            MapConfig.remove();
            throw refused;
        }
    }

    /** Why these are not deployed. */
    static String refusal(Map<String, String> settings, Class<?>... beans) {
        return catchThrowableOfType(
                        DeploymentException.class, () -> of(settings, beans).close())
                .getMessage();
    }

    /** The producer's, if it is among the beans. */
    private static Class<?> door(Class<?>... beans) {
        return List.of(beans).contains(DlqProducer.class) ? DlqProducer.class : ScriptedDoor.class;
    }

    DlqExtension extension() {
        return extension;
    }

    Application application() {
        return extension.application(container.getBeanManager());
    }

    <T> T bean(Class<T> type) {
        return container.select(type).get();
    }

    <T> T bean(Class<T> type, Annotation qualifier) {
        return container.select(type, qualifier).get();
    }

    @Override
    public void close() {
        container.close();
        MapConfig.remove();
    }
}
