package io.kafkadlq.bench.peers;

import io.kafkadlq.api.DlqHandler;
import io.kafkadlq.api.DlqRuntime;
import io.kafkadlq.api.RecordHandler;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * The product, by its public API and with its defaults but for what is given here.
 *
 * @param shape how the handler is called
 * @param settings behind {@code dlq.channel.bench.}
 */
record Ours(Shape shape, Map<String, String> settings) implements Participant {

    private static final String CHANNEL = "bench";

    /** The three shapes of a handler. */
    enum Shape {
        EACH,
        ASYNC,
        LISTS
    }

    @Override
    public Running start(Bout bout) {
        TopicStorageFactory.pointTo(bout.topic().bootstrapServers(), bout.deadLetters());
        var timer = Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "timer"));
        var builder = DlqHandler.builder()
                .setting("dlq.kafka.bootstrap.servers", bout.topic().bootstrapServers())
                .setting("dlq.store.type", bout.work() == Work.FAILS ? TopicStorageFactory.TYPE : "memory")
                .setting("dlq.drain-timeout", "PT1S")
                .setting("dlq.channels", CHANNEL)
                .setting(key("processing.topics"), bout.topic().name())
                .setting(key("processing.consumer-group"), bout.group());
        settings.forEach((name, value) -> builder.setting(key(name), value));
        return new Handling(bout, builder.handler(CHANNEL, handler(bout, timer)).build(), timer);
    }

    private static String key(String name) {
        return "dlq.channel." + CHANNEL + "." + name;
    }

    private RecordHandler handler(Bout bout, ScheduledExecutorService timer) {
        return switch (shape) {
            case EACH -> RecordHandler.each(record -> bout.handle(record.value()));
            case ASYNC -> RecordHandler.async(record -> bout.handleAsync(record.value(), timer));
            case LISTS ->
                RecordHandler.lists(records -> {
                    for (var record : records) {
                        bout.handle(record.value());
                    }
                });
        };
    }

    private record Handling(Bout bout, DlqRuntime runtime, ScheduledExecutorService timer) implements Running {

        @Override
        public long finished() {
            long handled = bout.track().finished();
            if (bout.work() != Work.FAILS) {
                return handled;
            }
            var metrics = Objects.requireNonNull(runtime.desk().metrics().get(CHANNEL));
            return handled + metrics.stored();
        }

        @Override
        public void close() {
            runtime.close();
            timer.shutdownNow();
        }
    }
}
