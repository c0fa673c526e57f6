package io.kafkadlq.it.handlers;

import io.kafkadlq.api.cdi.DeadLettered;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Prints labels, which fails outside of a retry of this channel. A bean of its user's, with a transaction. */
@Dependent
@Transactional
public class Labels {

    @Inject
    Printer printer;

    @DeadLettered(channel = "labels")
    public void print(ConsumerRecord<byte[], byte[]> parcel) {
        printer.print();
    }
}
