package io.kafkadlq.core.flow;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.OptionalDouble;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * How busy machine and heap are, each from 0 to 1.
 *
 * @param cpu of all cores, as the container allows us to use them; empty if the JVM does not tell
 * @param heapAfterGc what the latest collection of the old generation left of it, relative to the whole heap; empty before
 *     the first one
 */
public record MachineLoad(OptionalDouble cpu, OptionalDouble heapAfterGc) {

    public static final MachineLoad UNKNOWN = new MachineLoad(OptionalDouble.empty(), OptionalDouble.empty());

    /** Asks the JVM; costs some microseconds. */
    public static MachineLoad read() {
        return new MachineLoad(readCpu(), readHeapAfterGc());
    }

    /** By JMX and not by com.sun.management, whose module a server may hide from applications. */
    private static OptionalDouble readCpu() {
        try {
            MBeanServer server = ManagementFactory.getPlatformMBeanServer();
            var system = new ObjectName(ManagementFactory.OPERATING_SYSTEM_MXBEAN_NAME);
            Object load = server.getAttribute(system, "CpuLoad");
            return load instanceof Double share && share >= 0 ? OptionalDouble.of(share) : OptionalDouble.empty();
        } catch (JMException | RuntimeException notTold) {
            return OptionalDouble.empty();
        }
    }

    /** Only pools that tell what a collection left: of those that hold what lives long, all do. */
    private static OptionalDouble readHeapAfterGc() {
        long left = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getType() == MemoryType.HEAP && !isYoung(pool)) {
                left += afterGc(pool);
            }
        }
        long max = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getMax();
        return left == 0 || max <= 0 ? OptionalDouble.empty() : OptionalDouble.of(Math.min(1, (double) left / max));
    }

    /** What is used now may be less than what was left, when more has been freed since. */
    private static long afterGc(MemoryPoolMXBean pool) {
        MemoryUsage collected = pool.getCollectionUsage();
        return collected == null
                ? 0
                : Math.min(collected.getUsed(), pool.getUsage().getUsed());
    }

    private static boolean isYoung(MemoryPoolMXBean pool) {
        return pool.getName().contains("Eden") || pool.getName().contains("Survivor");
    }
}
