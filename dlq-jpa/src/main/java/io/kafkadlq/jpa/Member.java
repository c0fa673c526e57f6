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
 * A record that is locked and about to be changed, or just was.
 *
 * @param sequence null if it is in none
 * @param before what it was counted under before the change
 */
record Member(UUID id, @Nullable Long sequence, CountKey before) {

    /** What has to be selected of {@code dlq_progress}, as it was before, for {@link #read}. */
    static final String COLUMNS = " id, order_id, channel, status, exception_class, root_cause_class ";

    static Member read(ResultSet row) throws SQLException {
        return new Member(Statements.id(row), Statements.number(row, "order_id"), CountKey.ofProgress(row));
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
