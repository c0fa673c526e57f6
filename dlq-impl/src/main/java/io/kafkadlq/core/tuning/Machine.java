package io.kafkadlq.core.tuning;

/**
 * What there is to share out.
 *
 * @param cores as many as the process may use
 * @param heapBytes the most that the heap may grow to
 */
public record Machine(int cores, long heapBytes) {

    /** The one that this runs on. */
    public static Machine present() {
        var runtime = Runtime.getRuntime();
        return new Machine(runtime.availableProcessors(), runtime.maxMemory());
    }

    /** In words, for the log. */
    @Override
    public String toString() {
        return cores + (cores == 1 ? " core" : " cores") + " and " + (heapBytes >> 20) + " MiB of heap";
    }
}
