package io.kafkadlq.bench.memory;

import io.kafkadlq.bench.topic.Topic;

/** Somebody who reads a topic and lets go of nothing until it is closed. */
interface Holder {

    /** Reads on its own threads. */
    Held start(Topic topic);

    /** What is held. */
    interface Held extends AutoCloseable {

        /** Records by now. */
        long records();

        @Override
        void close();
    }
}
