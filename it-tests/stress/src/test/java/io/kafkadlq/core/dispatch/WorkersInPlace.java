package io.kafkadlq.core.dispatch;

import java.time.Duration;

/** Has a lane run at once by whoever asks for it: two actors are then two workers, without a pool between them. */
final class WorkersInPlace implements Workers {

    @Override
    public void run(Lane lane) {
        lane.run();
    }

    @Override
    public void aboutToRun() {}

    @Override
    public void runAgain(Lane lane) {
        lane.run();
    }

    @Override
    public void execute(Runnable task) {
        task.run();
    }

    @Override
    public boolean close(Duration within) {
        return true;
    }
}
