package io.kafkadlq.jpa;

import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.RecordId;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a record is counted under, as it is stored. Claims move nothing: a record that is RETRYING counts as PENDING.
 *
 * @param hour when it was taken in: whole hours since 1970, UTC
 * @param exceptionClass empty if it is not known, as is the next
 */
record CountKey(int hour, String channel, String status, String exceptionClass, String rootCauseClass) {

    /** In the order of {@link #values}. */
    static final String COLUMNS = " intake_hour, channel, status, exception_class, root_cause_class ";

    private static final long HOUR_MILLIS = 3_600_000;

    CountKey {
        status = status.equals(DlqStatus.RETRYING.name()) ? DlqStatus.PENDING.name() : status;
    }

    /** Of a row of {@code dlq_progress}, the texts as they are in it. */
    static CountKey of(
            UUID id, String channel, String status, @Nullable String exceptionClass, @Nullable String rootCauseClass) {
        long hour = (id.getMostSignificantBits() >>> 16) / HOUR_MILLIS;
        return new CountKey((int) hour, channel, status, orEmpty(exceptionClass), orEmpty(rootCauseClass));
    }

    static CountKey of(DlqRecord fresh) {
        return of(
                fresh.id().toUuid(),
                ReceivedColumns.channelOf(fresh.channel()),
                fresh.status().name(),
                stored(fresh.failure().exceptionClass()),
                stored(fresh.failure().rootCauseClass()));
    }

    /** Of columns of {@code dlq_progress}, its id among them. */
    static CountKey ofProgress(ResultSet row) throws SQLException {
        return of(
                Statements.id(row),
                row.getString("channel"),
                row.getString("status"),
                row.getString("exception_class"),
                row.getString("root_cause_class"));
    }

    /** Of {@link #COLUMNS}. */
    static CountKey read(ResultSet row) throws SQLException {
        return new CountKey(
                row.getInt("intake_hour"),
                row.getString("channel"),
                row.getString("status"),
                row.getString("exception_class"),
                row.getString("root_cause_class"));
    }

    private static @Nullable String stored(Optional<String> className) {
        return className.map(StoredText::of).orElse(null);
    }

    private static String orEmpty(@Nullable String className) {
        return className == null ? "" : className;
    }

    CountKey withStatus(DlqStatus after) {
        return new CountKey(hour, channel, after.name(), exceptionClass, rootCauseClass);
    }

    CountKey withFailure(FailureColumns failure) {
        return new CountKey(
                hour, channel, status, orEmpty(failure.exceptionClass()), orEmpty(failure.rootCauseClass()));
    }

    List<Object> values() {
        return List.of(hour, channel, status, exceptionClass, rootCauseClass);
    }

    /** The same in all instances; NUL stands between the texts, as none of them holds it. */
    UUID id() {
        String whole = String.join("\0", channel, status, exceptionClass, rootCauseClass, Integer.toString(hour));
        return Sha256.idOf(whole.getBytes(StandardCharsets.UTF_8));
    }

    /** The first whole hour that is not before a moment, as far as records can be taken in. */
    static int hourOf(Instant moment) {
        Instant within = RecordId.firstAt(moment).timestamp();
        return (int) (within.toEpochMilli() / HOUR_MILLIS);
    }
}
