package io.kafkadlq.jpa;

import io.kafkadlq.api.model.Sequence;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A record's place in its sequence; both NULL if it is in none. */
@Embeddable
record SequenceColumns(
        @Column(name = "order_id") @Nullable Long orderId,
        @Column(name = "order_position") @Nullable Long orderPosition) {

    static SequenceColumns of(Optional<Sequence> sequence) {
        return new SequenceColumns(
                sequence.map(Sequence::id).orElse(null),
                sequence.map(Sequence::position).orElse(null));
    }

    Optional<Sequence> toSequence() {
        return orderId == null || orderPosition == null
                ? Optional.empty()
                : Optional.of(new Sequence(orderId, orderPosition));
    }
}
