package io.kafkadlq.cdi;

import io.kafkadlq.api.cdi.DlqChannel;
import io.kafkadlq.api.event.DlqEvent;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.spi.ObserverMethod;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Which kinds of our events an application observes, and in which of the two ways that CDI has, gathered while it is
 * deployed. Thread-safe.
 */
final class Observers {

    /** Those on the parameter of an observer that still is notified of what we fire. */
    private static final Set<Class<? extends Annotation>> OURS = Set.of(DlqChannel.class, Any.class, Default.class);

    private final List<Observed> observed = new CopyOnWriteArrayList<>();
    private final Map<Class<?>, Ways> known = new ConcurrentHashMap<>();

    /** What one method observes. */
    private record Observed(Class<?> type, boolean async) {}

    /** How a kind is observed. */
    record Ways(boolean sync, boolean async) {

        boolean isAny() {
            return sync || async;
        }
    }

    void found(ObserverMethod<?> method) {
        boolean isForOurs = method.getObservedQualifiers().stream()
                .map(Annotation::annotationType)
                .allMatch(OURS::contains);
        if (isForOurs) {
            observed.add(new Observed(classOf(method.getObservedType()), method.isAsync()));
        }
    }

    /** A type variable or wildcard may stand for anything. */
    private static Class<?> classOf(Type type) {
        return type instanceof Class<?> known ? known : Object.class;
    }

    Ways of(Class<? extends DlqEvent> kind) {
        return known.computeIfAbsent(kind, this::look);
    }

    private Ways look(Class<?> kind) {
        return new Ways(isObserved(kind, false), isObserved(kind, true));
    }

    private boolean isObserved(Class<?> kind, boolean async) {
        return observed.stream()
                .anyMatch(method -> method.async() == async && method.type().isAssignableFrom(kind));
    }
}
