package io.kafkadlq.cdi;

import io.kafkadlq.api.cdi.DlqChannel;
import io.kafkadlq.core.config.ChannelName;
import jakarta.enterprise.inject.spi.Annotated;
import jakarta.enterprise.inject.spi.AnnotatedCallable;
import jakarta.enterprise.inject.spi.AnnotatedMember;
import jakarta.enterprise.inject.spi.AnnotatedParameter;
import jakarta.enterprise.inject.spi.AnnotatedType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The channels that {@code @DlqChannel} names somewhere, gathered while the application is deployed.
 *
 * <p>Threading: the container's deploying thread.
 */
final class NamedChannels {

    private static final String ANNOTATION = "@DlqChannel";

    private final Set<String> names = new TreeSet<>();
    /** By what is annotated, in words. */
    private final Map<String, String> illegal = new TreeMap<>();

    /** Notes a class with such annotations, a bean or not: servlets are injected too. */
    void seen(AnnotatedType<?> type) {
        String className = type.getJavaClass().getName();
        note(type, "class " + className);
        type.getFields().forEach(field -> note(field, "field " + nameOf(field)));
        type.getMethods().forEach(method -> {
            note(method, "method " + nameOf(method));
            noteParameters(method, nameOf(method));
        });
        type.getConstructors().forEach(constructor -> noteParameters(constructor, className));
    }

    private void noteParameters(AnnotatedCallable<?> callable, String name) {
        for (AnnotatedParameter<?> parameter : callable.getParameters()) {
            note(parameter, "parameter " + (parameter.getPosition() + 1) + " of " + name);
        }
    }

    private void note(Annotated annotated, String what) {
        Optional.ofNullable(annotated.getAnnotation(DlqChannel.class))
                .map(DlqChannel::value)
                .ifPresent(channel -> {
                    if (ChannelName.isLegal(channel)) {
                        names.add(channel);
                    } else {
                        illegal.put(what, channel);
                    }
                });
    }

    private static String nameOf(AnnotatedMember<?> member) {
        return member.getJavaMember().getDeclaringClass().getName() + "."
                + member.getJavaMember().getName();
    }

    /** Those that are legal. */
    Set<String> names() {
        return Set.copyOf(names);
    }

    /** The others. */
    Set<String> illegalNames() {
        return Set.copyOf(illegal.values());
    }

    /** What is wrong with the others; each a whole text. */
    List<String> problems() {
        Stream<String> found = illegal.entrySet().stream()
                .flatMap(entry -> Declaration.illegalChannel(entry.getValue()).stream()
                        .map(problem -> ANNOTATION + " " + entry.getKey() + " " + problem));
        return found.toList();
    }
}
