package io.kafkadlq.api.config;

/** How records are spread over workers, and how many a handler of lists is given at once. */
public enum ProcessingMode {
    /** Thousands of narrow lanes, one record at a time: the handler's time varies, or it waits for others. */
    PARALLEL,
    /** Thousands of narrow lanes, and what has gathered in one of them at once: lists that belong to few keys. */
    HYBRID,
    /** As many wide lanes as handlers may run at once: the longest lists, for handlers that write in bulk. */
    BATCH
}
