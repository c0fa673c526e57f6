package io.kafkadlq.jpa;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A record and its sequence.
 *
 * @param sequence null if it is in none
 */
record Member(UUID id, @Nullable Long sequence) {

    static Member read(ResultSet row) throws SQLException {
        return new Member(Statements.id(row), Statements.number(row, "order_id"));
    }

    static List<UUID> ids(Collection<Member> members) {
        return members.stream().map(Member::id).toList();
    }

    static SortedSet<Long> sequences(Collection<Member> members) {
        return members.stream()
                .map(Member::sequence)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
