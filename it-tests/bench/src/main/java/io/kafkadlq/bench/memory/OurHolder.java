package io.kafkadlq.bench.memory;

import io.kafkadlq.api.DlqHandler;
import io.kafkadlq.api.DlqRuntime;
import io.kafkadlq.api.DlqRuntimeBuilder;
import io.kafkadlq.api.RecordHandler;
import io.kafkadlq.bench.topic.Topic;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;

/** The product, by its public API, at the two places where records wait in it. */
enum OurHolder implements Holder {
    /** Dead letters on their way to a store that does not answer. */
    RING {
        @Override
        public Held start(Topic topic) {
            var runtime = builder(topic)
                    .setting(CHANNEL + "dead-letter-topics", topic.name())
                    .setting(CHANNEL + "consumer-group", Topic.freshGroup())
                    .build();
            return new Waiting(runtime, new CountDownLatch(1)) {
                @Override
                public long records() {
                    return Objects.requireNonNull(runtime.desk().metrics().get("default"))
                            .pending();
                }
            };
        }
    },

    /** Records of a source topic on their way to a handler that does not return. */
    LANES {
        @Override
        public Held start(Topic topic) {
            var release = new CountDownLatch(1);
            var runtime = builder(topic)
                    .setting(CHANNEL + "processing.topics", topic.name())
                    .setting(CHANNEL + "processing.consumer-group", Topic.freshGroup())
                    .setting(CHANNEL + "processing.max-under-way", MOST)
                    .handler("default", RecordHandler.each(record -> release.await()))
                    .build();
            return new Waiting(runtime, release) {
                @Override
                public long records() {
                    return runtime.control("default").statistics().underWay();
                }
            };
        }
    };

    private static final String CHANNEL = "dlq.channel.default.";
    private static final String MOST = "131072";
    private static final String MOST_BYTES = "1000000000";

    private static DlqRuntimeBuilder builder(Topic topic) {
        return DlqHandler.builder()
                .setting("dlq.kafka.bootstrap.servers", topic.bootstrapServers())
                .setting("dlq.store.type", SilentStorageFactory.TYPE)
                .setting("dlq.drain-timeout", "PT1S")
                .setting(CHANNEL + "buffer.size", MOST)
                .setting(CHANNEL + "buffer.max-bytes", MOST_BYTES);
    }

    private abstract static class Waiting implements Held {

        private final DlqRuntime runtime;
        private final CountDownLatch release;

        Waiting(DlqRuntime runtime, CountDownLatch release) {
            this.runtime = runtime;
            this.release = release;
        }

        @Override
        public void close() {
            release.countDown();
            runtime.close();
        }
    }
}
