package io.kafkadlq.bench.harness;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.EnumMap;
import java.util.Map;

/** Takes the time and the CPU of this process between two moments. */
public final class Meter {

    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final long startNanos = System.nanoTime();
    private final long startCpuNanos = PROCESS.getProcessCpuTime();

    private Meter() {}

    public static Meter start() {
        return new Meter();
    }

    public long elapsedNanos() {
        return System.nanoTime() - startNanos;
    }

    public long cpuNanos() {
        return PROCESS.getProcessCpuTime() - startCpuNanos;
    }

    /** The figures of so many records that were done since the start. */
    public Map<Unit, Double> stop(long records) {
        long nanos = elapsedNanos();
        long cpuNanos = cpuNanos();
        var figures = new EnumMap<Unit, Double>(Unit.class);
        figures.put(Unit.RATE, records * 1e9 / nanos);
        figures.put(Unit.CPU, cpuNanos / 1e3 / Math.max(1, records));
        return figures;
    }
}
