package io.kafkadlq.bench.line;

import java.time.Duration;

/** No line at all: the handler is called at once. It shows what machine and rig add to every figure. */
public record DirectLine(Line.End end) implements Line {

    @Override
    public void offer(int index) throws InterruptedException {
        end.take(index);
    }

    @Override
    public void close(Duration within) {
        // Nothing was started.
    }
}
