package org.apache.kafka.common.utils;

import java.io.Closeable;
import java.util.Iterator;

/**
 * Kafka's clients no longer have this interface since 4.4, and the Parallel Consumer 0.5.3.3 does not start without it.
 * Given back here, so that it runs with the same client as everybody else.
 */
public interface CloseableIterator<T> extends Iterator<T>, Closeable {

    @Override
    void close();
}
