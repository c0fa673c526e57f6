package io.kafkadlq.core.classify;

import io.kafkadlq.api.model.ErrorType;
import io.kafkadlq.api.model.ExceptionChain;
import io.kafkadlq.api.model.ExceptionChain.Link;
import io.kafkadlq.api.spi.FailureClassifier;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Knows the exceptions of the JDK and of what consumers usually call, by name. The deepest that says something certain
 * decides: a connection refused tells more than the wrapper around it. Names that say little, such as {@code
 * java.io.IOException}, decide only where nothing certain is said. Stateless and thread-safe.
 */
public final class DefaultClassifier implements FailureClassifier {

    /** What a link says for certain, the most telling first. */
    private static final List<Function<Link, Optional<ErrorType>>> CERTAIN = List.of(
            StatusInMessage::typeOf,
            link -> firstKnown(link, KnownExceptions::certain),
            link -> firstKnown(link, StatusInName::typeOf),
            SqlStates::typeOf);

    @Override
    public Optional<ErrorType> classify(ExceptionChain exceptions) {
        return deepest(exceptions, link -> CERTAIN.stream()
                        .flatMap(way -> way.apply(link).stream())
                        .findFirst())
                .or(() -> deepest(exceptions, link -> firstKnown(link, KnownExceptions::vague)));
    }

    private static Optional<ErrorType> deepest(ExceptionChain exceptions, Function<Link, Optional<ErrorType>> typeOf) {
        List<Link> links = exceptions.links();
        for (int i = links.size() - 1; i >= 0; i--) {
            Optional<ErrorType> type = typeOf.apply(links.get(i));
            if (type.isPresent()) {
                return type;
            }
        }
        return Optional.empty();
    }

    /** Of a class and its superclasses the most special that is known. */
    private static Optional<ErrorType> firstKnown(Link link, Function<String, Optional<ErrorType>> typeOf) {
        return link.classNames().stream()
                .flatMap(DefaultClassifier::spellings)
                .flatMap(name -> typeOf.apply(name).stream())
                .findFirst();
    }

    /** What is Jakarta's now was Java EE's before, under a name that differs in its first word. */
    static Stream<String> spellings(String className) {
        return className.startsWith("javax.")
                ? Stream.of(className, "jakarta" + className.substring("javax".length()))
                : Stream.of(className);
    }
}
