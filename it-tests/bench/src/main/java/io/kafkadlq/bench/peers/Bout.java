package io.kafkadlq.bench.peers;

import io.kafkadlq.bench.topic.Topic;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * One run of one contender: what it reads, what its handler does, and where its dead letters go. Its two handlers are all
 * that a contender may call with a record.
 *
 * @param group nobody has read with it before
 * @param deadLetters the name of an empty topic
 */
record Bout(Topic topic, String group, Work work, String deadLetters, Track track) {

    /** The handler: does the scene's work here and now. Throws what the work throws. */
    void handle(byte[] value) throws InterruptedException {
        track.begins(value);
        try {
            work.perform(Load.number(value));
        } finally {
            track.ends(value);
        }
        track.handled(value);
    }

    /** The handler of those who need no thread to wait: the timer ends the work. */
    CompletionStage<?> handleAsync(byte[] value, ScheduledExecutorService timer) {
        track.begins(value);
        var done = new CompletableFuture<Void>();
        timer.schedule(
                () -> {
                    track.ends(value);
                    track.handled(value);
                    done.complete(null);
                },
                Work.waitNanos(Load.number(value)),
                TimeUnit.NANOSECONDS);
        return done;
    }
}
