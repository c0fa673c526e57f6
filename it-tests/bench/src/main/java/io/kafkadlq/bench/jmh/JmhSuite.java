package io.kafkadlq.bench.jmh;

import io.kafkadlq.bench.harness.Budget;
import io.kafkadlq.bench.harness.Result;
import io.kafkadlq.bench.harness.Settings;
import io.kafkadlq.bench.harness.Suite;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs this package's benchmarks, or those of them whose names {@code -Djmh=} finds, each combination of parameters in a
 * JVM of its own. What the harness calls a run is an iteration of a second.
 */
public final class JmhSuite implements Suite {

    private static final int WARM_UPS = 3;

    @Override
    public String name() {
        return "jmh";
    }

    @Override
    public String description() {
        return "ring, dispatch and rate limiters alone, beside what others have; -Djmh=<regex> chooses";
    }

    @Override
    public List<Result> measure(Settings settings, Budget budget) {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(chosen())
                .forks(1)
                .warmupIterations(WARM_UPS)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(settings.runs())
                .measurementTime(TimeValue.seconds(1))
                .jvmArgs("-Xms512m", "-Xmx512m", "-XX:+UseG1GC")
                .addProfiler(GCProfiler.class);
        try {
            return JmhResults.of(new Runner(options.build()).run());
        } catch (RunnerException e) {
            throw new IllegalStateException("JMH has failed", e);
        }
    }

    private static String chosen() {
        String wanted = System.getProperty("jmh", "").strip();
        return wanted.isEmpty() ? "^io\\.kafkadlq\\." : wanted;
    }
}
