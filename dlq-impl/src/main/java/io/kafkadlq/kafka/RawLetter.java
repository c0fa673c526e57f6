package io.kafkadlq.kafka;

import io.kafkadlq.api.model.DlqHeaders;
import io.kafkadlq.api.model.Payload;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.model.Source;
import io.kafkadlq.core.time.RecordIds;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What of a record from a dead-letter topic is kept: references to its bytes, its headers copied once into one block. */
record RawLetter(RecordId id, Source source, Payload payload) {

    static RawLetter of(ConsumerRecord<byte[], byte[]> letter) {
        return new RawLetter(
                RecordIds.next(),
                new Source(letter.topic(), letter.partition(), letter.offset(), letter.timestamp()),
                Payload.of(letter.key(), letter.value(), DlqHeaders.copyOf(letter.headers())));
    }
}
