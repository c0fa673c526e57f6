package io.kafkadlq.it.handlers;

import io.kafkadlq.api.HandlingContext;
import io.kafkadlq.api.Verdict;
import io.kafkadlq.api.cdi.DlqConsumer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Sends parcels off: fails on each the first time, and hands it on to be labelled the second. */
@ApplicationScoped
public class Parcels {

    @Inject
    Labels labels;

    @DlqConsumer(channel = "parcels")
    Verdict send(ConsumerRecord<byte[], byte[]> parcel, HandlingContext context) {
        if (context.attempt() == 1) {
            throw new IllegalStateException("no courier for " + new String(parcel.value(), StandardCharsets.UTF_8));
        }
        labels.print(parcel);
        return Verdict.done();
    }
}
