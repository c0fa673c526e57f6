package io.kafkadlq.bench.retry;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariDataSource;
import io.kafkadlq.bench.database.Jdbc;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/** db-scheduler with one-time tasks, tuned: many threads, more fetched than they are, data as plain bytes. */
record DbScheduler(Polling polling) implements Worker {

    /** More bring no more on few cores: each waits for a commit most of its time. */
    static final int THREADS = 20;

    /** For each thread: up to so many are fetched at once. */
    static final int MOST_FETCHED = 4;

    /** When there are fewer for each thread, it fetches again. */
    private static final double LEAST_FETCHED = 1.0;

    /** As its documentation has it, with a name instead of an unbounded text where H2 wants one. */
    private static final String[] SCHEMA = {
        """
            CREATE TABLE scheduled_tasks (
                task_name varchar(255) NOT NULL,
                task_instance varchar(255) NOT NULL,
                task_data bytea,
                execution_time timestamp with time zone,
                picked boolean NOT NULL,
                picked_by varchar(255),
                last_success timestamp with time zone,
                last_failure timestamp with time zone,
                consecutive_failures int,
                last_heartbeat timestamp with time zone,
                version bigint NOT NULL,
                priority smallint,
                state varchar(255),
                PRIMARY KEY (task_name, task_instance))""",
        "CREATE INDEX execution_time_idx ON scheduled_tasks (execution_time)",
        "CREATE INDEX last_heartbeat_idx ON scheduled_tasks (last_heartbeat)",
        "CREATE INDEX priority_execution_time_idx ON scheduled_tasks (priority DESC, execution_time ASC)"
    };

    /** How it finds what is due. */
    enum Polling {
        /** Looks, and takes each when its turn comes. */
        FETCH,
        /** Takes all that it finds in the same statement; not in every database. */
        LOCK_AND_FETCH
    }

    @Override
    public Content content() {
        return Content.TASKS;
    }

    @Override
    public Running prepare(Jdbc jdbc, Executions executions) {
        var pool = jdbc.pool(THREADS + 4);
        var completed = new Completed(new LongAdder());
        var task = task(executions);
        var builder = Scheduler.create(pool, task)
                .threads(THREADS)
                .serializer(new PlainBytes())
                .pollingInterval(Duration.ofMillis(100))
                .shutdownMaxWait(Duration.ofSeconds(5))
                .addSchedulerListener(completed);
        return new Made(tuned(builder).build(), pool, completed, executions);
    }

    private SchedulerBuilder tuned(SchedulerBuilder builder) {
        return polling == Polling.FETCH
                ? builder.pollUsingFetchAndLockOnExecute(LEAST_FETCHED, MOST_FETCHED)
                : builder.pollUsingLockAndFetch(LEAST_FETCHED, MOST_FETCHED);
    }

    private static OneTimeTask<byte[]> task(Executions executions) {
        return Tasks.oneTime("bench", byte[].class).execute((task, context) -> executions.handle(task.getData()));
    }

    /** Makes its table, with so many tasks that are due. */
    static void fill(Jdbc jdbc, int records) {
        jdbc.execute(SCHEMA);
        try (var pool = jdbc.pool(2)) {
            var client = SchedulerClient.Builder.create(pool)
                    .serializer(new PlainBytes())
                    .build();
            client.scheduleBatch(
                    IntStream.range(0, records)
                            .mapToObj(number ->
                                    new TaskInstance<>("bench", Integer.toString(number), Executions.value(number))),
                    Instant.now());
        }
    }

    private record Made(Scheduler scheduler, HikariDataSource pool, Completed completed, Executions executions)
            implements Running {

        @Override
        public void begin() {
            scheduler.start();
        }

        @Override
        public boolean isOver() {
            return completed.count().sum() >= executions.records();
        }

        @Override
        public void close() {
            scheduler.stop();
            pool.close();
        }
    }

    /** Is told of each execution after its task has been deleted. */
    private static final class Completed extends AbstractSchedulerListener {

        private final LongAdder count;

        Completed(LongAdder count) {
            this.count = count;
        }

        LongAdder count() {
            return count;
        }

        @Override
        public void onExecutionComplete(ExecutionComplete execution) {
            count.increment();
        }
    }

    /** Quicker than Java's own serialization, which is its default. */
    private static final class PlainBytes implements Serializer {

        @Override
        public byte[] serialize(Object data) {
            return (byte[]) data;
        }

        @Override
        public <T> T deserialize(Class<T> type, byte[] data) {
            return Objects.requireNonNull(type.cast(data));
        }
    }
}
