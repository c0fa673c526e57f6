package io.kafkadlq.api.model;

import java.util.Objects;

/**
 * A topic that may lose the payload of a dead letter, of which only a reference is kept, before the dead letter is resolved
 * or expires.
 *
 * @param detail what the topic keeps and what the channel counts on, in a sentence with both figures
 * @param remedy what to change, in a sentence
 */
public record PayloadRisk(String topic, String detail, String remedy) {

    public PayloadRisk {
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(detail, "detail");
        Objects.requireNonNull(remedy, "remedy");
    }
}
