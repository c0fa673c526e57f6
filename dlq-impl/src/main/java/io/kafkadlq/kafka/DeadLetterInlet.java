package io.kafkadlq.kafka;

import io.kafkadlq.core.delivery.Delivery;
import io.kafkadlq.core.delivery.Inlet;
import io.kafkadlq.core.stage.Stage;

/** Lets records of dead-letter topics in: they are stored first, whatever becomes of them later. */
record DeadLetterInlet(LetterDecoder decoder, Stage head) implements Inlet {

    @Override
    public boolean offer(Delivery delivery) {
        long enteredNanos = delivery.enteredNanos();
        var letter = new ArrivedLetter(delivery, RawLetter.of(delivery.takeRecord()), decoder);
        return delivery.start() && head.offer(letter, enteredNanos);
    }

    @Override
    public void endOfBatch() {
        head.endOfBatch();
    }

    @Override
    public void awaitRoom() throws InterruptedException {
        head.awaitRoom();
    }
}
