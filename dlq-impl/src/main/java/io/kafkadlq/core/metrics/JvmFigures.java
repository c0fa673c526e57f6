package io.kafkadlq.core.metrics;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** What the JVM says of its memory. Thread-safe. */
public final class JvmFigures {

    // Guarded by this.
    private final Map<Long, Long> allocatedByThread = new HashMap<>();
    private long allocated;

    /**
     * At one moment.
     *
     * @param maxBytes empty if there is no limit
     * @param allocatedBytes by all threads since the start, or since the first look; empty if the JVM does not tell
     * @param pauseSeconds for which collections stopped everything, since the JVM's start
     */
    record Look(long usedBytes, OptionalLong maxBytes, OptionalDouble allocatedBytes, double pauseSeconds) {}

    /** Costs some tens of microseconds. */
    Look look() {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        return new Look(
                heap.getUsed(),
                heap.getMax() < 0 ? OptionalLong.empty() : OptionalLong.of(heap.getMax()),
                allocated(),
                pauseMillis() / 1e3);
    }

    /** Collectors that work beside the application count whole cycles, of which only a little are pauses. */
    private static double pauseMillis() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .filter(collector -> !collector.getName().contains("Cycles"))
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .filter(millis -> millis > 0)
                .sum();
    }

    /** By JMX and not by com.sun.management, whose module a server may hide from applications. */
    private OptionalDouble allocated() {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        try {
            var threads = new ObjectName(ManagementFactory.THREAD_MXBEAN_NAME);
            try {
                Object total = server.getAttribute(threads, "TotalThreadAllocatedBytes");
                return total instanceof Long bytes && bytes >= 0 ? OptionalDouble.of(bytes) : OptionalDouble.empty();
            } catch (JMException untilJava21) {
                return allocatedSince(server, threads);
            }
        } catch (JMException | RuntimeException notTold) {
            return OptionalDouble.empty();
        }
    }

    /** Without what threads allocated between the last look and their end: too little rather than too much. */
    private synchronized OptionalDouble allocatedSince(MBeanServer server, ObjectName threads) throws JMException {
        long[] ids = ManagementFactory.getThreadMXBean().getAllThreadIds();
        Object answer = server.invoke(
                threads, "getThreadAllocatedBytes", new Object[] {ids}, new String[] {long[].class.getName()});
        if (!(answer instanceof long[] bytes)) {
            return OptionalDouble.empty();
        }
        var before = new HashMap<>(allocatedByThread);
        allocatedByThread.clear();
        for (int i = 0; i < ids.length; i++) {
            if (bytes[i] >= 0) {
                allocated += Math.max(0, bytes[i] - before.getOrDefault(ids[i], 0L));
                allocatedByThread.put(ids[i], bytes[i]);
            }
        }
        return OptionalDouble.of(allocated);
    }
}
