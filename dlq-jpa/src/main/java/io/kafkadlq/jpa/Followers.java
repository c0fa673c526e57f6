package io.kafkadlq.jpa;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Lengthens a claim by the records that come directly behind those it has in their sequences: one claim a record would give
 * a key no more than a few retries a second.
 */
record Followers(SequenceSql sql) {

    /** More of one sequence would be long under way, and given back together if one of them fails. */
    private static final int MOST_OF_ONE = 100;

    /** @return the heads, each with those that follow it, as many as the limits allow */
    List<Candidate> behind(Connection connection, List<Candidate> heads, int limit, long maxBytes) throws SQLException {
        var sequences = new TreeSet<Long>();
        heads.stream().map(Candidate::sequence).filter(Objects::nonNull).forEach(sequences::add);
        if (sequences.isEmpty() || heads.size() >= limit) {
            return heads;
        }
        int each = Math.min(MOST_OF_ONE, 1 + (limit - heads.size()) / sequences.size());
        Map<UUID, List<Candidate>> byHead = new HashMap<>();
        for (List<Candidate> run : sql.lockRuns(connection, sequences, each)) {
            byHead.put(run.get(0).id(), run);
        }
        long bytes = heads.stream().mapToLong(Candidate::bytes).sum();
        var all = new ArrayList<Candidate>();
        for (Candidate head : heads) {
            all.add(head);
            List<Candidate> run = byHead.getOrDefault(head.id(), List.of(head));
            for (Candidate next : run.subList(1, run.size())) {
                bytes += next.bytes();
                if (bytes > maxBytes) {
                    break;
                }
                all.add(next);
            }
        }
        return all;
    }
}
