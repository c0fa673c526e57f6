package io.kafkadlq.core.guard;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Finds what a stage failed with. */
public final class Causes {

    private Causes() {}

    /** The failure itself, without what stages in between, and servers each in its own way, have wrapped it in. */
    public static Throwable bare(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause != null && (failure instanceof CompletionException || failure instanceof ExecutionException)
                ? bare(cause)
                : failure;
    }
}
