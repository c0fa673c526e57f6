package io.kafkadlq.core.flow;

import io.kafkadlq.api.FailedRecordsException;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/**
 * Exceptions that say nothing against the dependency, such as those of records that are not valid. Known by name, so that
 * no class of an application need be loaded here.
 */
record IgnoredExceptions(Set<String> names) {

    IgnoredExceptions(Collection<String> names) {
        this(Set.copyOf(names));
    }

    IgnoredExceptions {
        names = Set.copyOf(names);
    }

    /** Whether it is one of them, or wraps one as futures do; of a list's failures, whether all are. */
    boolean cover(Throwable why) {
        if (names.isEmpty()) {
            return false;
        }
        Throwable cause =
                why instanceof CompletionException || why instanceof ExecutionException ? why.getCause() : null;
        return isNamed(why.getClass())
                || (cause != null && cover(cause))
                || (why instanceof FailedRecordsException some
                        && coverAll(some.failures().values()));
    }

    private boolean coverAll(Collection<Throwable> failures) {
        return !failures.isEmpty() && failures.stream().allMatch(this::cover);
    }

    private boolean isNamed(Class<?> thrown) {
        for (Class<?> type = thrown; type != null; type = type.getSuperclass()) {
            if (names.contains(type.getName())) {
                return true;
            }
        }
        return false;
    }
}
