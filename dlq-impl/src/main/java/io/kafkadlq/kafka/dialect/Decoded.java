package io.kafkadlq.kafka.dialect;

import io.kafkadlq.api.model.Failure;
import io.kafkadlq.api.model.Origin;
import java.util.List;

/**
 * What all dialects together made of one record's headers.
 *
 * @param dialectIds those that were spoken, in the order in which they are asked
 * @param redriveCount how often the record was published again before
 * @param problems what could not be read, in words; bounded
 */
public record Decoded(
        List<String> dialectIds, Origin origin, Failure failure, int redriveCount, List<String> problems) {

    private static final Decoded NOTHING =
            new Decoded(List.of(), Origin.unknown(), Failure.unexplained(), 0, List.of());

    public Decoded {
        dialectIds = List.copyOf(dialectIds);
        problems = List.copyOf(problems);
    }

    /** Of a record whose headers no dialect knows. */
    static Decoded nothing() {
        return NOTHING;
    }
}
