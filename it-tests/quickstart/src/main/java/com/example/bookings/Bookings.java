package com.example.bookings;

import io.kafkadlq.api.HandlingContext;
import io.kafkadlq.api.cdi.DlqChannel;
import io.kafkadlq.api.cdi.DlqConsumer;
import io.kafkadlq.api.event.RecordResolved;
import io.kafkadlq.api.event.RecordStored;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Books seats. What it fails on becomes a dead letter, and is tried again a second later. */
@ApplicationScoped
public class Bookings {

    @Inject
    Seats seats;

    @Inject
    Diary diary;

    @Transactional
    @DlqConsumer(channel = "bookings", topics = "bookings")
    public void book(ConsumerRecord<byte[], byte[]> booking, HandlingContext context) {
        String seat = new String(booking.value(), StandardCharsets.UTF_8);
        seats.take(seat);
        if (context.attempt() == 1) {
            throw new IllegalStateException("The payment for seat " + seat + " does not come through");
        }
    }

    void onStored(@Observes @DlqChannel("bookings") RecordStored stored) {
        diary.note("dead letter: " + stored.exceptionClass().orElse("?"));
    }

    void onResolved(@Observes @DlqChannel("bookings") RecordResolved resolved) {
        diary.note("booked after all");
    }
}
