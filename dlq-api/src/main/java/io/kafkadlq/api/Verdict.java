package io.kafkadlq.api;

import java.time.Duration;
import java.util.Objects;

/** What a handler says of a record, where returning or throwing does not say enough. */
public sealed interface Verdict {

    /** It is done with the record. */
    record Done() implements Verdict {}

    /** The record is to be handled again, not before so long from now; whatever the policy, but not past its greatest age. */
    record RetryLater(Duration delay) implements Verdict {

        private static final Duration LONGEST = Duration.ofDays(36_500);

        /** @throws IllegalArgumentException if the delay is negative, or longer than 36,500 days */
        public RetryLater {
            if (delay.isNegative() || delay.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("A retry cannot be " + delay + " from now");
            }
        }
    }

    /** Handling it again is of no use, and why; it waits for a person. */
    record GiveUp(String reason) implements Verdict {

        public GiveUp {
            Objects.requireNonNull(reason, "reason");
        }
    }

    static Verdict done() {
        return new Done();
    }

    static Verdict retryLater(Duration delay) {
        return new RetryLater(delay);
    }

    static Verdict giveUp(String reason) {
        return new GiveUp(reason);
    }
}
