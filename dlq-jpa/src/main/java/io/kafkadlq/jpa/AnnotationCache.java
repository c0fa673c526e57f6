package io.kafkadlq.jpa;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Stream;
import org.hibernate.boot.model.internal.BinderHelper;

/**
 * What Hibernate remembers about the annotations of our entities. It keeps that in a {@link ClassValue}, thus inside the
 * annotation types themselves; those of Jakarta Persistence belong to the server, which would keep our Hibernate, and with
 * it the whole application, for ever. Hibernate has no way to let go of it, so we reach for the field.
 */
final class AnnotationCache {

    static final String FIELD = "annotationMetaCacheForRepeatableDialectOverride";

    private AnnotationCache() {}

    /** Forgets the annotations of these types; called when no session factory uses them any more. */
    static void forget(Collection<Class<?>> types) {
        try {
            var cache = cache();
            types.stream()
                    .flatMap(AnnotationCache::elements)
                    .flatMap(element -> Arrays.stream(element.getAnnotations()))
                    .map(Annotation::annotationType)
                    .forEach(cache::remove);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            // Another Hibernate, which a server put before ours: whatever it keeps is not ours to clear.
            Log.annotationsNotForgotten(e);
        }
    }

    private static ClassValue<?> cache() throws ReflectiveOperationException {
        var field = BinderHelper.class.getDeclaredField(FIELD);
        field.setAccessible(true);
        return (ClassValue<?>) field.get(null);
    }

    /** Where Hibernate looks for annotations. */
    private static Stream<AnnotatedElement> elements(Class<?> type) {
        return Stream.of(
                        Stream.of(type, type.getPackage()),
                        Arrays.stream(type.getDeclaredFields()),
                        Arrays.stream(type.getDeclaredMethods()))
                .flatMap(elements -> elements);
    }
}
