package io.kafkadlq.api.spi;

import io.kafkadlq.api.model.Failure;
import io.kafkadlq.api.model.Origin;
import java.util.List;

/**
 * What a dialect read from a dead letter's headers.
 *
 * @param redriveCount how often the record was published again before, 0 if the dialect does not say
 * @param problems each header that could not be read, in words; empty if all could
 */
public record DialectReading(Origin origin, Failure failure, int redriveCount, List<String> problems) {

    public DialectReading {
        problems = List.copyOf(problems);
    }
}
