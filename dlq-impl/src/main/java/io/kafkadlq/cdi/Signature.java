package io.kafkadlq.cdi;

import io.kafkadlq.api.HandlingContext;
import io.kafkadlq.api.Verdict;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a method takes and returns, and whether that makes it a handler. */
record Signature(Method method) {

    private static final String RECORD = "ConsumerRecord<byte[], byte[]>";

    /** Why the container could not call it for us, in words to go on after the method's name. */
    Optional<String> inaccessible() {
        int modifiers = method.getModifiers();
        if (Modifier.isStatic(modifiers)) {
            return Optional.of("is static, but a handler is called on its bean: remove static");
        }
        if (Modifier.isPrivate(modifiers)) {
            return Optional.of("is private, where the container cannot call it: make it public");
        }
        return Modifier.isFinal(modifiers)
                ? Optional.of("is final, so that the container cannot step in between: remove final")
                : Optional.empty();
    }

    /** Why the engine could not call it, likewise. */
    Optional<String> unfit() {
        if (!takesRecord() && !takesList()) {
            return Optional.of(wrongParameters());
        }
        Class<?> returned = method.getReturnType();
        if (takesList()) {
            return returned == void.class
                    ? Optional.empty()
                    : Optional.of(
                            "takes a list and returns " + returned.getSimpleName()
                                    + ": make it void, and let it throw FailedRecordsException to name the records that failed");
        }
        if (returned != void.class && !returnsStage() && !returnsVerdict()) {
            return Optional.of("returns " + returned.getSimpleName()
                    + ": make it return void, CompletionStage<Void> or io.kafkadlq.api.Verdict");
        }
        return takesContext() && returnsStage()
                ? Optional.of("takes a HandlingContext and returns a stage: take " + RECORD
                        + " alone, or return void or a Verdict")
                : Optional.empty();
    }

    private String wrongParameters() {
        Type[] parameters = method.getGenericParameterTypes();
        boolean ofObjects = Stream.of(parameters).anyMatch(type -> rawOf(type) == ConsumerRecord.class);
        if (ofObjects && Stream.of(parameters).noneMatch(Signature::isRecord)) {
            return "takes " + inWords(parameters) + ", but keys and values come as bytes: write " + RECORD
                    + " and read them there";
        }
        return "takes " + inWords(parameters) + ": write (" + RECORD + " record), (" + RECORD
                + " record, HandlingContext context) or (List<" + RECORD + "> records)";
    }

    /** With or without a context behind it. */
    private boolean takesRecord() {
        Type[] types = method.getGenericParameterTypes();
        return (types.length == 1 || (types.length == 2 && types[1] == HandlingContext.class)) && isRecord(types[0]);
    }

    boolean takesContext() {
        return takesRecord() && method.getParameterCount() == 2;
    }

    boolean takesList() {
        Type[] types = method.getGenericParameterTypes();
        return types.length == 1
                && types[0] instanceof ParameterizedType list
                && list.getRawType() == List.class
                && isRecord(list.getActualTypeArguments()[0]);
    }

    /** Whether there is any record that could become a dead letter. */
    boolean takesAnyRecord() {
        return List.of(method.getParameterTypes()).contains(ConsumerRecord.class);
    }

    boolean returnsStage() {
        return CompletionStage.class.isAssignableFrom(method.getReturnType());
    }

    boolean returnsVerdict() {
        return Verdict.class.isAssignableFrom(method.getReturnType());
    }

    /** Of bytes, or of whatever it may be. */
    private static boolean isRecord(Type type) {
        return type == ConsumerRecord.class
                || (type instanceof ParameterizedType record
                        && record.getRawType() == ConsumerRecord.class
                        && Stream.of(record.getActualTypeArguments()).allMatch(Signature::holdsBytes));
    }

    private static boolean holdsBytes(Type type) {
        return type instanceof WildcardType wildcard
                ? Stream.of(wildcard.getUpperBounds()).allMatch(bound -> bound == Object.class || bound == byte[].class)
                        && Stream.of(wildcard.getLowerBounds()).allMatch(bound -> bound == byte[].class)
                : type == byte[].class;
    }

    private static Type rawOf(Type type) {
        return type instanceof ParameterizedType generic ? generic.getRawType() : type;
    }

    private static String inWords(Type[] types) {
        return Stream.of(types).map(Signature::inWords).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String inWords(Type type) {
        if (type instanceof ParameterizedType generic) {
            return inWords(generic.getRawType())
                    + Stream.of(generic.getActualTypeArguments())
                            .map(Signature::inWords)
                            .collect(Collectors.joining(", ", "<", ">"));
        }
        return type instanceof Class<?> known ? known.getSimpleName() : type.getTypeName();
    }
}
