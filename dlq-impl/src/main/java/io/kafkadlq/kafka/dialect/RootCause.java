package io.kafkadlq.kafka.dialect;

import io.kafkadlq.api.model.Text;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the class of the deepest cause in a Java stack trace, where it can be told for certain. */
final class RootCause {

    /** Longer ones are not read at intake: the header that names a cause must do. */
    static final int MAX_STACK_BYTES = 64 * 1024;

    private static final int MAX_NAME_BYTES = 512;
    private static final String CAUSED_BY = "\nCaused by: ";

    /** A class name as it ends in a stack trace: before its message, or at the end of the line. */
    private static final Pattern CLASS_NAME = Pattern.compile("([\\p{L}_$][\\p{L}\\p{N}_$.]{0,510})(?::|\\r?\\n|$)");

    private RootCause() {}

    /**
     * The class behind the last "Caused by" that begins a line; those of suppressed exceptions are indented. Empty if no
     * cause is named or what stands there is not a class name.
     */
    static Optional<Text> namedIn(Text stackTrace) {
        if (stackTrace.sizeBytes() > MAX_STACK_BYTES) {
            return Optional.empty();
        }
        int last = stackTrace.lastIndexOf(CAUSED_BY);
        if (last < 0) {
            return Optional.empty();
        }
        // One character more than a name may have, so that a longer one is not taken for one that ends there.
        String line =
                stackTrace.part(last + CAUSED_BY.length(), MAX_NAME_BYTES + 1).toString();
        var name = CLASS_NAME.matcher(line);
        return name.lookingAt() ? Optional.of(Text.of(name.group(1))) : Optional.empty();
    }
}
