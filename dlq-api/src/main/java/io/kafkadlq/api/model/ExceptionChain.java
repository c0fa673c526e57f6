package io.kafkadlq.api.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The exceptions of a failure by name, outermost first: of a live throwable with the superclasses of each, of a foreign dead
 * letter as far as its class names and its stack trace tell. What was suppressed has no part in it.
 *
 * @param links never more than {@value #MAX_LINKS}
 */
public record ExceptionChain(List<Link> links) {

    public static final int MAX_LINKS = 32;

    /**
     * One exception.
     *
     * @param classNames its class, then its superclasses as far as they are known, up to but without {@code Throwable}
     * @param message what it says, cut at {@value #MAX_MESSAGE} characters; empty if nothing
     * @param code what it calls its kind besides its class, such as the SQLState of a live {@code SQLException}; empty if
     *     nothing
     */
    public record Link(List<String> classNames, String message, String code) {

        public static final int MAX_MESSAGE = 4 * 1024;

        public Link {
            classNames = List.copyOf(classNames);
            message = message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE);
        }

        /** One that calls its kind by nothing but its class. */
        public Link(List<String> classNames, String message) {
            this(classNames, message, "");
        }

        Link withMessage(String newMessage) {
            return new Link(classNames, newMessage, code);
        }

        boolean isOf(String className) {
            return classNames.get(0).equals(className);
        }
    }

    /** @throws IllegalArgumentException if a link has no class name */
    public ExceptionChain {
        links = links.stream().limit(MAX_LINKS).toList();
        if (links.stream().anyMatch(link -> link.classNames().isEmpty())) {
            throw new IllegalArgumentException("An exception without a class name among " + links);
        }
    }

    /** That of a live throwable. Never throws, even if methods of the throwable's own do. */
    public static ExceptionChain of(Throwable thrown) {
        return new ExceptionChain(LiveExceptions.linksOf(thrown));
    }

    /** That of a failure that a dead letter tells of; empty if it names no exception. Never throws, whatever it says. */
    public static ExceptionChain of(Failure failure) {
        List<Link> links =
                new ArrayList<>(StackText.linksIn(failure.stackTrace().orElse("")));
        named(failure.exceptionClass())
                .ifPresent(name -> outermost(name, failure.message().orElse(""), links));
        named(failure.rootCauseClass())
                .filter(name -> links.stream().noneMatch(link -> link.isOf(name)))
                .ifPresent(name -> links.add(Math.min(links.size(), MAX_LINKS - 1), KnownAncestors.link(name, "")));
        return new ExceptionChain(links);
    }

    /** The stack trace has but the first line of a message; the dead letter's own is whole. */
    private static void outermost(String name, String message, List<Link> links) {
        for (int i = 0; i < links.size(); i++) {
            if (links.get(i).isOf(name)) {
                if (!message.isEmpty()) {
                    links.set(i, links.get(i).withMessage(message));
                }
                return;
            }
        }
        links.add(0, KnownAncestors.link(name, message));
    }

    private static Optional<String> named(Optional<String> className) {
        return className.map(String::strip).filter(name -> !name.isEmpty());
    }

    /**
     * Which of the names is that of an exception in the chain, or of a superclass of one: the deepest exception's and of
     * its classes the most special.
     */
    public Optional<String> deepestOf(Collection<String> names) {
        for (int i = links.size() - 1; i >= 0; i--) {
            for (String name : links.get(i).classNames()) {
                if (names.contains(name)) {
                    return Optional.of(name);
                }
            }
        }
        return Optional.empty();
    }
}
