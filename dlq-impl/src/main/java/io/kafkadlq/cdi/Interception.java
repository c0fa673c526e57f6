package io.kafkadlq.cdi;

import io.kafkadlq.api.cdi.DeadLettered;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedType;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** A method that {@code @DeadLettered} is about, by an annotation of its own or of its class. */
record Interception(String channel, Method method, boolean ofItsOwn) {

    /** Those of a class; of methods without an annotation of their own, those that take a record and can be intercepted. */
    static List<Interception> in(AnnotatedType<?> type) {
        Optional<DeadLettered> onType = Optional.ofNullable(type.getAnnotation(DeadLettered.class));
        return type.getMethods().stream()
                .flatMap(method -> of(method, onType).stream())
                .toList();
    }

    private static Optional<Interception> of(AnnotatedMethod<?> method, Optional<DeadLettered> onType) {
        Method member = method.getJavaMember();
        var signature = new Signature(member);
        return Optional.ofNullable(method.getAnnotation(DeadLettered.class))
                .map(own -> new Interception(own.channel(), member, true))
                .or(() -> onType.filter(type -> signature.takesAnyRecord())
                        .filter(type -> signature.inaccessible().isEmpty())
                        .map(type -> new Interception(type.channel(), member, false)));
    }

    /** All that is wrong with it; each a whole text. */
    Stream<String> problems() {
        var signature = new Signature(method);
        Class<?> returned = method.getReturnType();
        Stream<String> found = Stream.of(
                        signature.inaccessible(),
                        Declaration.illegalChannel(channel),
                        unless(
                                signature.takesAnyRecord(),
                                "has no ConsumerRecord among its parameters, so nothing could become a dead letter: add one"),
                        unless(
                                !returned.isPrimitive() || returned == void.class,
                                "returns " + returned.getName()
                                        + ", but there is nothing to return for a record that failed: make it void, or"
                                        + " return an object, which is null then"),
                        unless(
                                !signature.returnsStage() || returned.isAssignableFrom(CompletableFuture.class),
                                "returns a stage of a kind of its own, which cannot be put in place of one that failed:"
                                        + " make it return CompletionStage"),
                        unless(
                                !signature.returnsVerdict(),
                                "returns a Verdict, which only the engine understands: let it throw instead, or make it a"
                                        + " @RetryHandler or @DlqConsumer method"))
                .flatMap(Optional::stream);
        return found.map(what -> Declaration.inWords(Declaration.Kind.DEAD_LETTERED, method) + " " + what);
    }

    private static Optional<String> unless(boolean right, String problem) {
        return right ? Optional.empty() : Optional.of(problem);
    }
}
