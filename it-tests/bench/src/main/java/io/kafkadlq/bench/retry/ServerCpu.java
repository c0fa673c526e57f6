package io.kafkadlq.bench.retry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;

/**
 * The CPU that a process has used with all its children, those included that have ended and were waited for: as Linux
 * tells it in {@code /proc}.
 */
final class ServerCpu {

    /** What Linux counts in, whatever the kernel ticks in itself. */
    private static final long NANOS_A_TICK = 10_000_000;

    private static final int USER = 11;
    private static final int CHILDREN_SYSTEM = 14;

    private ServerCpu() {}

    static long nanos(long pid) {
        var children = ProcessHandle.of(pid).stream().flatMap(ProcessHandle::descendants);
        return LongStream.concat(LongStream.of(pid), children.mapToLong(ProcessHandle::pid))
                        .map(ServerCpu::ticks)
                        .sum()
                * NANOS_A_TICK;
    }

    private static long ticks(long pid) {
        try {
            return ticks(Files.readString(Path.of("/proc", Long.toString(pid), "stat")));
        } catch (IOException e) {
            // It has just ended: its parent has it now.
            return 0;
        }
    }

    /** From a line of proc(5): user and system time, of the process and of its children that were waited for. */
    static long ticks(String stat) {
        // The second field is a name in parentheses, and may hold both blanks and parentheses.
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return LongStream.rangeClosed(USER, CHILDREN_SYSTEM)
                .map(field -> Long.parseLong(fields[(int) field]))
                .sum();
    }
}
