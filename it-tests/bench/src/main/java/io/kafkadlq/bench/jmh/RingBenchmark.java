package io.kafkadlq.bench.jmh;

import io.kafkadlq.api.config.WaitStrategyType;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** From the thread that brings letters to the one that batches them, by the ring and by what stands in its place elsewhere. */
@State(Scope.Benchmark)
public class RingBenchmark {

    private static final int BURST = 1 << 16;
    private static final int SIZE = 1 << 14;
    private static final int AT_ONCE = 128;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Param({
        "ArrayBlockingQueue",
        "LinkedBlockingQueue",
        "ours/blocking",
        "ours/phased",
        "ours/sleeping",
        "ours/yielding",
        "ours/busy_spin"
    })
    public String system = "";

    private final Arrivals arrivals = new Arrivals(BURST);
    private final List<NumberedLetter> letters =
            IntStream.range(0, BURST).mapToObj(NumberedLetter::new).toList();
    private final List<List<NumberedLetter>> groups = IntStream.range(0, BURST / AT_ONCE)
            .mapToObj(group -> letters.subList(group * AT_ONCE, (group + 1) * AT_ONCE))
            .toList();

    @SuppressWarnings("NullAway.Init") // by JMH's set-up, which knows the system
    private Pipe pipe;

    @Setup(Level.Trial)
    public void open() {
        pipe = switch (system) {
            case "ArrayBlockingQueue" -> new QueuePipe(new ArrayBlockingQueue<>(SIZE), arrivals);
            case "LinkedBlockingQueue" -> new QueuePipe(new LinkedBlockingQueue<>(SIZE), arrivals);
            default -> new RingPipe(SIZE, waitStrategy(), arrivals);
        };
    }

    private WaitStrategyType waitStrategy() {
        return WaitStrategyType.valueOf(
                system.substring(system.indexOf('/') + 1).toUpperCase(Locale.ROOT));
    }

    @TearDown(Level.Trial)
    public void close() {
        pipe.close();
    }

    @Benchmark
    @OperationsPerInvocation(BURST)
    public void ringOneByOne(Wrongs wrongs) throws InterruptedException {
        long before = arrivals.count();
        long violationsBefore = arrivals.violations();
        for (NumberedLetter letter : letters) {
            pipe.put(letter);
        }
        await(before, violationsBefore, wrongs);
    }

    @Benchmark
    @OperationsPerInvocation(BURST)
    public void ringManyAtOnce(Wrongs wrongs) throws InterruptedException {
        long before = arrivals.count();
        long violationsBefore = arrivals.violations();
        for (List<NumberedLetter> group : groups) {
            pipe.putAll(group);
        }
        await(before, violationsBefore, wrongs);
    }

    private void await(long before, long violationsBefore, Wrongs wrongs) {
        Waiting.until(() -> arrivals.count() >= before + BURST, PATIENCE);
        wrongs.count(BURST, arrivals.count() - before, arrivals.violations() - violationsBefore);
    }
}
