package io.kafkadlq.api;

import java.util.Map;

/** Thrown by a handler of lists that failed on some records of its list; the others are done. */
public final class FailedRecordsException extends DlqException {

    private static final long serialVersionUID = 1L;

    private final transient Map<Integer, Throwable> failures;

    /** @param failures what went wrong, by the place of the record in the list, from 0 */
    public FailedRecordsException(Map<Integer, ? extends Throwable> failures) {
        super(failures.size() + " record(s) of the list failed, at " + failures.keySet());
        this.failures = Map.copyOf(failures);
    }

    public Map<Integer, Throwable> failures() {
        return failures;
    }
}
