package io.kafkadlq.api.model;

import java.util.List;

/**
 * The exceptions of a failure by name, outermost first: of a live throwable with the superclasses of each, of a foreign dead
 * letter as far as its class names and its stack trace tell.
 */
public record ExceptionChain(List<Link> links) {

    /**
     * One exception.
     *
     * @param classNames its class, then its superclasses as far as they are known, up to but without {@code Throwable}
     * @param message what it says; empty if nothing
     */
    public record Link(List<String> classNames, String message) {

        public Link {
            classNames = List.copyOf(classNames);
        }
    }

    public ExceptionChain {
        links = List.copyOf(links);
    }

    /** That of a live throwable. */
    public static ExceptionChain of(Throwable thrown) {
        return new ExceptionChain(
                List.of(new Link(List.of(thrown.getClass().getName()), String.valueOf(thrown.getMessage()))));
    }

    /** That of a failure that a dead letter tells of. */
    public static ExceptionChain of(Failure failure) {
        return new ExceptionChain(
                failure
                        .exceptionClass()
                        .map(name -> new Link(List.of(name), failure.message().orElse("")))
                        .stream()
                        .toList());
    }
}
