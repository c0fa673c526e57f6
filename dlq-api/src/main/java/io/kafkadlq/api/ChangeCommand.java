package io.kafkadlq.api;

import io.kafkadlq.api.model.RecordAction;
import io.kafkadlq.api.model.RecordId;
import java.util.EnumSet;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A wish to change one record's status.
 *
 * @param action one of {@link #ACTIONS}
 * @param expectedVersion the version the operator saw; empty for whichever it is
 * @param turn what a retry does about records that come before this one in its sequence
 * @param actor who wishes it, as authenticated
 * @param reason why, in the actor's words; may be empty
 */
public record ChangeCommand(
        RecordId id, RecordAction action, OptionalLong expectedVersion, Turn turn, String actor, String reason) {

    /** What may be wished: whatever people may do to a record, but a redrive, which has its own {@link RedriveCommand}. */
    public static final Set<RecordAction> ACTIONS = actions();

    /** What a retry does about unresolved records that come before it in its {@link io.kafkadlq.api.model.Sequence}. */
    public enum Turn {
        /** It waits for them, as always. */
        IN_ORDER,
        /** It goes before them: it leaves its sequence for good, so that it neither waits for others nor they for it. */
        OUT_OF_ORDER
    }

    /**
     * @throws IllegalArgumentException if the action is none of {@link #ACTIONS}, or is to be out of order and no retry: only
     *     a retry has a turn
     */
    public ChangeCommand {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(expectedVersion, "expectedVersion");
        Objects.requireNonNull(turn, "turn");
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(reason, "reason");
        if (!ACTIONS.contains(action)) {
            throw new IllegalArgumentException(action + " is not for people to ask for here; " + ACTIONS + " are");
        }
        if (turn == Turn.OUT_OF_ORDER && action != RecordAction.RETRY) {
            throw new IllegalArgumentException("Only a RETRY has a turn to take out of order, not " + action);
        }
    }

    private static Set<RecordAction> actions() {
        Set<RecordAction> actions = EnumSet.allOf(RecordAction.class);
        actions.removeIf(action -> !action.isForPeople() || action == RecordAction.REDRIVE);
        return Set.copyOf(actions);
    }
}
