package io.kafkadlq.core.trace;

import io.kafkadlq.api.RecordHandler;
import io.kafkadlq.core.redrive.RecordPublisher;

/** Notes each run of a handler and each redrive, so that they can be found from the trace of the original record. */
public interface Tracing {

    /** Notes nothing. */
    Tracing NONE = new Tracing() {
        @Override
        public RecordHandler around(String channel, RecordHandler handler) {
            return handler;
        }

        @Override
        public RecordPublisher around(RecordPublisher publisher) {
            return publisher;
        }
    };

    /** The same handler, each run of which is noted. */
    RecordHandler around(String channel, RecordHandler handler);

    /** The same publisher, each publication of which is noted. Nothing that is published is changed by it. */
    RecordPublisher around(RecordPublisher publisher);
}
