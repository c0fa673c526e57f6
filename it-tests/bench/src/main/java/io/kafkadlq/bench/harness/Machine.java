package io.kafkadlq.bench.harness;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What a figure is worth nothing without: the machine, its load, the JDK and its flags. */
public final class Machine {

    private Machine() {}

    public static String describe() {
        var system = ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
        var runtime = ManagementFactory.getRuntimeMXBean();
        return String.format(
                Locale.ROOT,
                "machine: %d cores (%s), %d GiB, %s %s, load %.1f%njdk:     %s %s%nflags:   %s%n",
                system.getAvailableProcessors(),
                processor(),
                system.getTotalMemorySize() >> 30,
                system.getName(),
                system.getArch(),
                system.getSystemLoadAverage(),
                runtime.getVmName(),
                runtime.getVmVersion(),
                String.join(
                        " ",
                        runtime.getInputArguments().stream()
                                .filter(argument -> argument.startsWith("-X"))
                                .toList()));
    }

    /** For a line of a chart. */
    public static String inShort() {
        var system = ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
        return String.format(
                Locale.ROOT, "%d cores, load %.1f", system.getAvailableProcessors(), system.getSystemLoadAverage());
    }

    private static String processor() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }
}
