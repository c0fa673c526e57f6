package io.kafkadlq.api.model;

import static io.kafkadlq.api.model.DlqStatus.EXPIRED;
import static io.kafkadlq.api.model.DlqStatus.FAILED;
import static io.kafkadlq.api.model.DlqStatus.ON_HOLD;
import static io.kafkadlq.api.model.DlqStatus.PENDING;
import static io.kafkadlq.api.model.DlqStatus.RETRYING;
import static io.kafkadlq.api.model.DlqStatus.SKIPPED;
import static io.kafkadlq.api.model.DlqStatus.SUCCESS;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Everything that changes a record's status: the whole state machine of dead letters, as data. What is not listed here is
 * not possible, whoever asks for it.
 */
public enum RecordAction {
    /** An instance takes a due record to run its handler. */
    CLAIM(By.SCHEDULE, RETRYING, PENDING),
    /** The handler was done with it. */
    SUCCEED(By.SCHEDULE, SUCCESS, RETRYING),
    /** The handler failed, and the policy gives it another attempt. */
    POSTPONE(By.SCHEDULE, PENDING, RETRYING),
    /** The handler failed, and by policy or its own word another attempt is of no use. */
    GIVE_UP(By.SCHEDULE, FAILED, RETRYING),
    /** Its instance stopped before the handler began, or died: whoever is next may claim it. */
    GIVE_BACK(By.SCHEDULE, PENDING, RETRYING),
    /** Its age passed what its channel keeps unresolved. A person may do the same before. */
    EXPIRE(By.ANYONE, EXPIRED, PENDING, FAILED),
    /** Run the handler again as soon as its turn comes, whatever the policy has decided. */
    RETRY(By.PERSON, PENDING, PENDING, FAILED),
    /** Publish it to Kafka again. */
    REDRIVE(By.PERSON, SUCCESS, PENDING, FAILED),
    /** Mark as not needed. */
    SKIP(By.PERSON, SKIPPED, PENDING, FAILED, ON_HOLD),
    /** Park until released: neither retried nor expired, and in nobody's way. */
    HOLD(By.PERSON, ON_HOLD, PENDING, FAILED),
    /** End a hold. */
    RELEASE(By.PERSON, PENDING, ON_HOLD),
    /** Take back a skip or an expiry. */
    RESTORE(By.PERSON, PENDING, SKIPPED, EXPIRED);

    /** Who may do it. */
    private enum By {
        SCHEDULE,
        PERSON,
        ANYONE
    }

    private final By by;
    private final DlqStatus to;
    private final Set<DlqStatus> from;

    RecordAction(By by, DlqStatus to, DlqStatus... from) {
        this.by = by;
        this.to = to;
        this.from = Collections.unmodifiableSet(EnumSet.copyOf(Arrays.asList(from)));
    }

    /** The statuses from which it is possible. */
    public Set<DlqStatus> from() {
        return from;
    }

    /** The status that it leads to. */
    public DlqStatus to() {
        return to;
    }

    public boolean isPossibleFrom(DlqStatus status) {
        return from.contains(status);
    }

    /** Whether a person may ask for it. */
    public boolean isForPeople() {
        return by != By.SCHEDULE;
    }

    /** What a person may do with a record of that status, in the order of declaration. */
    public static Set<RecordAction> allowedFrom(DlqStatus status) {
        return Arrays.stream(values())
                .filter(action -> action.isForPeople() && action.isPossibleFrom(status))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(RecordAction.class)));
    }
}
