package io.kafkadlq.boot;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What code says of channels, as far as the configuration has to fit it.
 *
 * @param records the channels that have a handler for records of topics, which handles their retries too
 * @param retries the channels that have a handler for retries
 * @param declared channels that are there because code names them, with the topics for their handlers where the
 *     configuration names none
 */
public record Handled(Set<String> records, Set<String> retries, Map<String, List<String>> declared) {

    public Handled {
        records = Set.copyOf(records);
        retries = Set.copyOf(retries);
        declared = Map.copyOf(declared);
    }

    /** The same with further channels that are there because code names them. */
    public Handled withChannels(Set<String> named) {
        Map<String, List<String>> all = new HashMap<>(declared);
        named.forEach(channel -> all.putIfAbsent(channel, List.of()));
        return new Handled(records, retries, all);
    }
}
