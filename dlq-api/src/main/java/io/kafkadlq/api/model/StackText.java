package io.kafkadlq.api.model;

import io.kafkadlq.api.model.ExceptionChain.Link;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the exceptions that a printed stack trace names, as {@code Throwable.printStackTrace} writes them. */
final class StackText {

    // Possessive, so that no text takes more than one look at each character.
    private static final String NAME = "[\\p{L}_$][\\p{L}\\p{N}_$.]{0,510}+";
    private static final String MESSAGE = "(?::[ \\t]?(.*))?+";

    /** Without a dot it may be any word that a message begins with. */
    private static final Pattern FIRST =
            Pattern.compile("(?:Exception in thread \"[^\"]*+\" )?+(?=[^.:\\s]++\\.)(" + NAME + ")" + MESSAGE);

    /** Those of suppressed exceptions are indented. */
    private static final Pattern CAUSE = Pattern.compile("Caused by: (" + NAME + ")" + MESSAGE);

    private StackText() {}

    static List<Link> linksIn(String stackTrace) {
        Set<Link> links = new LinkedHashSet<>();
        var lines = stackTrace.lines().map(String::stripTrailing).iterator();
        Pattern expected = FIRST;
        while (lines.hasNext() && links.size() < ExceptionChain.MAX_LINKS) {
            String line = lines.next();
            if (line.isEmpty()) {
                continue;
            }
            add(expected.matcher(line), links);
            if (expected == FIRST) {
                // A trace that was cut at its head begins with a cause, or with nothing that names an exception.
                add(CAUSE.matcher(line), links);
            }
            expected = CAUSE;
        }
        return List.copyOf(links);
    }

    private static void add(Matcher line, Set<Link> links) {
        if (line.matches()) {
            String message = line.group(2);
            links.add(KnownAncestors.link(line.group(1), message == null ? "" : message));
        }
    }
}
