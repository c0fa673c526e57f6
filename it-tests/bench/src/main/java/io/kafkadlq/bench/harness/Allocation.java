package io.kafkadlq.bench.harness;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts the bytes that all threads of this process allocate from a moment on. What a thread has allocated that ended
 * meanwhile is missed, so it is for work whose threads stay.
 */
public final class Allocation {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Map<Long, Long> before = byThread();

    private Allocation() {}

    public static Allocation start() {
        return new Allocation();
    }

    public long bytes() {
        return byThread().entrySet().stream()
                .mapToLong(thread -> thread.getValue() - before.getOrDefault(thread.getKey(), 0L))
                .sum();
    }

    private static Map<Long, Long> byThread() {
        long[] ids = THREADS.getAllThreadIds();
        long[] bytes = THREADS.getThreadAllocatedBytes(ids);
        var allocated = new HashMap<Long, Long>();
        for (int i = 0; i < ids.length; i++) {
            // -1 is a thread that has just ended.
            if (bytes[i] >= 0) {
                allocated.put(ids[i], bytes[i]);
            }
        }
        return allocated;
    }
}
