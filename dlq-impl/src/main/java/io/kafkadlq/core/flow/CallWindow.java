package io.kafkadlq.core.flow;

/**
 * The latest calls and how many of them were bad. Good ones are not entered: they are counted elsewhere, by a counter that
 * any number of threads can raise at once, and the window is told that count whenever it is looked at. So a good call costs
 * the window nothing.
 *
 * <p>Threading: confined to its breaker's lock.
 */
interface CallWindow {

    /**
     * Enters a bad call.
     *
     * @param good how many good ones came before it, of all time
     */
    void bad(long good);

    /** Takes in the good ones, and lets go of what is too old. */
    void upTo(long good);

    /** Begins anew. */
    void clear(long good);

    long calls();

    long badCalls();

    /** Its calls in words, as in "the last 100 calls". */
    String words();

    default double badShare() {
        return calls() == 0 ? 0 : (double) badCalls() / calls();
    }

    /** Whether it has so many calls at least and so great a share of them was bad. */
    default boolean reaches(double share, int leastCalls) {
        return calls() >= leastCalls && badShare() >= share;
    }
}
