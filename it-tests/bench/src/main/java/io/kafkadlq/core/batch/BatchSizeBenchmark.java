package io.kafkadlq.core.batch;

import io.kafkadlq.api.config.BatchConfig;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What steering the size of batches costs: an operation is not a record but a whole write, of which the controller learns
 * under the batch stage's lock. The store slows down and recovers, so that the size is never at rest.
 */
@State(Scope.Benchmark)
public class BatchSizeBenchmark {

    private static final int WRITES_OF_A_MOOD = 256;
    private static final long QUICK_NANOS_A_RECORD = 150_000;
    private static final long SLOW_NANOS_A_RECORD = 600_000;

    @Param("ours")
    public String system = "";

    private final BatchSizeController controller = new BatchSizeController(BatchConfig.DEFAULT);
    private int writes;

    @Benchmark
    public int batchSizeAfterAWrite() {
        boolean slow = writes++ / WRITES_OF_A_MOOD % 2 == 1;
        int size = controller.size();
        controller.written(size, size * (slow ? SLOW_NANOS_A_RECORD : QUICK_NANOS_A_RECORD));
        return size;
    }
}
