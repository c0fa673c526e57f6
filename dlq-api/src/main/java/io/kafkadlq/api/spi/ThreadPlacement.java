package io.kafkadlq.api.spi;

/**
 * Decides which core a worker thread runs on; found through {@link java.util.ServiceLoader}, or as a bean with {@code
 * @DlqStrategy}, by the name that {@code processing.thread-placement} gives. Only for those who own their cores: in a shared container a pinned thread waits for
 * its core while others idle. Thread-safe.
 */
public interface ThreadPlacement {

    /** As {@code processing.thread-placement} names it; a bean's is that of its {@code @DlqStrategy}. */
    default String name() {
        return getClass().getName();
    }

    /**
     * Binds the calling thread to a core until it is released.
     *
     * @throws io.kafkadlq.api.DlqException if it cannot; then the thread runs unbound
     */
    Placed place();

    /** A thread's place. */
    interface Placed {

        int cpu();

        /** Called by the thread that was placed, before it ends. */
        void release();
    }
}
