package io.kafkadlq.core.dispatch;

/** How a lane's records are brought to the handler; one course serves all lanes of a processor. */
interface Course {

    /**
     * Handles what comes next on the lane, at least one delivery.
     *
     * @return false if the lane must not go on now and has been, or will be, resumed by somebody else
     */
    boolean advance(Lane lane);
}
