package io.kafkadlq.core.dispatch;

import io.kafkadlq.api.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Carries what a handler said of a record, if that was not that it is done, by the way that failures go. Not a failure of its
 * own: nobody catches but those who ask for the verdict.
 */
public final class VerdictGiven extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Verdict verdict;

    VerdictGiven(Verdict verdict) {
        super(verdict.toString(), null, false, false);
        this.verdict = verdict;
    }

    public Verdict verdict() {
        return verdict;
    }

    /** What a handler's answer says if not that it is done, as anything but another verdict does; else null. */
    static @Nullable VerdictGiven of(@Nullable Object answer) {
        return answer instanceof Verdict verdict && !(verdict instanceof Verdict.Done)
                ? new VerdictGiven(verdict)
                : null;
    }
}
