package io.kafkadlq.kafka;

import io.kafkadlq.api.DlqException;
import io.kafkadlq.api.config.TopicName;
import io.kafkadlq.api.model.Source;
import io.kafkadlq.core.payload.Fetched;
import io.kafkadlq.core.payload.PayloadSource;
import io.kafkadlq.core.payload.TopicLook;
import io.kafkadlq.core.time.NanoClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Fetches with one consumer of no group, which commits nothing and is in nobody's way. Consumer and thread are made when
 * somebody asks, and let go of when nobody has for a while.
 */
final class KafkaPayloads implements PayloadSource {

    private static final int MOST_WAITING = 20_000;
    private static final int MOST_AT_ONCE = 5_000;
    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final Duration END_WITHIN = Duration.ofSeconds(2);

    private final ClientSettings settings;
    private final String clientId;
    private final ThreadFactory threads;
    private final BlockingQueue<Job> jobs = new LinkedBlockingQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Map<TopicPartition, Long> firstKept = new ConcurrentHashMap<>();
    private final Object lock = new Object();
    // Guarded by the lock.
    private @Nullable Worker worker;
    private boolean closed;

    KafkaPayloads(ClientSettings settings, String nodeId, ThreadFactory threads) {
        this.settings = settings;
        this.clientId = "dlq-payload@" + nodeId;
        this.threads = threads;
    }

    /** Who works, and with what: one that ends still closes its consumer while the next has begun with another. */
    private record Worker(Thread thread, LentConsumer consumer) {}

    /** Something for the worker to do. */
    private sealed interface Job {

        void giveUp(Throwable why);
    }

    private record Fetch(List<Source> places, CompletableFuture<List<Fetched>> answer) implements Job {

        @Override
        public void giveUp(Throwable why) {
            answer.complete(Collections.nCopies(places.size(), new Fetched.Unavailable(why)));
        }
    }

    private record Look(List<TopicName> topics, CompletableFuture<TopicLook> answer) implements Job {

        @Override
        public void giveUp(Throwable why) {
            answer.completeExceptionally(why);
        }
    }

    /** Ends the worker in good order: an interruption would cut short the consumer's farewell, too. */
    private record Stop() implements Job {

        @Override
        public void giveUp(Throwable why) {}
    }

    @Override
    public CompletionStage<List<Fetched>> fetch(List<Source> places) {
        var fetch = new Fetch(List.copyOf(places), new CompletableFuture<>());
        if (waiting.addAndGet(places.size()) > MOST_WAITING + places.size()) {
            waiting.addAndGet(-places.size());
            fetch.giveUp(new DlqException("Too many payloads are waiting to be fetched; try again in a few seconds"));
        } else if (!begin(fetch)) {
            waiting.addAndGet(-places.size());
        }
        return fetch.answer();
    }

    @Override
    public CompletionStage<TopicLook> look(List<TopicName> topics) {
        var look = new Look(List.copyOf(topics), new CompletableFuture<>());
        begin(look);
        return look.answer();
    }

    @Override
    public OptionalLong firstKept(String topic, int partition) {
        Long first = firstKept.get(new TopicPartition(topic, partition));
        return first == null ? OptionalLong.empty() : OptionalLong.of(first);
    }

    /** Whether it will be done; if not, it is given up. */
    private boolean begin(Job job) {
        Throwable why = closing();
        synchronized (lock) {
            if (!closed) {
                try {
                    if (worker == null) {
                        worker = started();
                    }
                    return jobs.add(job);
                } catch (RuntimeException | Error noThread) {
                    why = noThread;
                }
            }
        }
        job.giveUp(why);
        return false;
    }

    private Worker started() {
        var consumer = new LentConsumer(settings, clientId);
        Thread made = threads.newThread(() -> run(consumer));
        made.start();
        return new Worker(made, consumer);
    }

    private static DlqException closing() {
        return new DlqException("The engine is closing; nothing more is fetched");
    }

    private void run(LentConsumer consumer) {
        try (consumer) {
            for (Job job = next(); job != null; job = next()) {
                work(job, consumer);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            synchronized (lock) {
                worker = null;
            }
            giveUpTheRest();
        }
    }

    /** Null if there is nothing more to do; then the next who wants something starts another worker. */
    private @Nullable Job next() throws InterruptedException {
        Job job = jobs.poll(IDLE.toMillis(), TimeUnit.MILLISECONDS);
        if (job == null) {
            synchronized (lock) {
                job = jobs.poll();
                if (job == null) {
                    worker = null;
                }
            }
        }
        return job instanceof Stop ? null : job;
    }

    private void work(Job job, LentConsumer consumer) throws InterruptedException {
        if (job instanceof Fetch fetch) {
            work(together(fetch), consumer);
        } else {
            work((Look) job);
        }
    }

    /** With those that wait behind it, so that a partition is gone through once for all of them. */
    private List<Fetch> together(Fetch first) {
        var all = new ArrayList<Fetch>(List.of(first));
        int places = first.places().size();
        while (places < MOST_AT_ONCE && jobs.peek() instanceof Fetch) {
            // Whoever closes may have taken it meanwhile, and put the end in its place.
            Job next = jobs.poll();
            if (next instanceof Fetch more) {
                all.add(more);
                places += more.places().size();
            } else if (next != null) {
                jobs.add(next);
            }
        }
        return all;
    }

    private void work(List<Fetch> fetches, LentConsumer consumer) {
        List<Source> places =
                fetches.stream().flatMap(fetch -> fetch.places().stream()).toList();
        waiting.addAndGet(-places.size());
        try {
            List<Fetched> fetched = new PayloadReader(consumer.get(), firstKept::put, NanoClock.SYSTEM).read(places);
            int next = 0;
            for (Fetch fetch : fetches) {
                int end = next + fetch.places().size();
                fetch.answer().complete(List.copyOf(fetched.subList(next, end)));
                next = end;
            }
        } catch (RuntimeException | Error failed) {
            fetches.forEach(fetch -> fetch.giveUp(failed));
            // What is wrong with it, nobody knows: the next is a new one.
            consumer.close();
        }
    }

    private void work(Look look) throws InterruptedException {
        try (Admin admin = ClientClassLoader.with(() -> Admin.create(settings.admin(clientId)))) {
            try {
                look.answer().complete(new TopicAdmin(admin, firstKept::put).look(look.topics()));
            } finally {
                admin.close(Duration.ZERO);
            }
        } catch (ExecutionException | TimeoutException | RuntimeException | Error failed) {
            look.giveUp(failed);
        } catch (InterruptedException stopping) {
            look.giveUp(stopping);
            throw stopping;
        }
    }

    @Override
    public void close() {
        Worker working;
        synchronized (lock) {
            closed = true;
            working = worker;
        }
        giveUpTheRest();
        if (working != null) {
            end(working);
        }
    }

    private void giveUpTheRest() {
        List<Job> left = new ArrayList<>();
        jobs.drainTo(left);
        left.forEach(job -> job.giveUp(closing()));
    }

    private void end(Worker working) {
        jobs.add(new Stop());
        working.consumer().wakeup();
        Thread thread = working.thread();
        try {
            thread.join(END_WITHIN.toMillis());
            if (thread.isAlive()) {
                thread.interrupt();
                thread.join(END_WITHIN.toMillis());
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
