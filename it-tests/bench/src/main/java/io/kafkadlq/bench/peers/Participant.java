package io.kafkadlq.bench.peers;

/** Somebody who brings a topic's records to a handler. */
interface Participant {

    /** Begins to; the first record starts the clock. */
    Running start(Bout bout);

    /** Somebody at work. */
    interface Running extends AutoCloseable {

        /** Records that were handled, or whose dead letter is acknowledged by Kafka. */
        long finished();

        /** Stops it where it stands, with its offsets committed; idle threads may take a moment longer. */
        @Override
        void close();
    }
}
