package io.kafkadlq.web.rest;

import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.store.QueryCriteria;
import io.kafkadlq.web.problem.ProblemException;
import io.kafkadlq.web.problem.ProblemType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Where a page ended, as an opaque text: the last id seen and a hash of the filter, so that going on with another filter
 * is noticed instead of answered with a page that makes no sense.
 */
final class Cursor {

    private static final int FILTER_HASH_BYTES = 8;
    private static final int LENGTH = 2 * Long.BYTES + FILTER_HASH_BYTES;

    private Cursor() {}

    static String after(RecordId lastSeen, QueryCriteria filter) {
        byte[] bytes = ByteBuffer.allocate(LENGTH)
                .putLong(lastSeen.mostSignificantBits())
                .putLong(lastSeen.leastSignificantBits())
                .put(hash(filter))
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** @throws ProblemException if the cursor was not made for this filter, or not by us */
    static RecordId parse(String cursor, QueryCriteria filter) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException notBase64) {
            throw mismatch();
        }
        if (bytes.length != LENGTH) {
            throw mismatch();
        }
        var buffer = ByteBuffer.wrap(bytes);
        long most = buffer.getLong();
        long least = buffer.getLong();
        var hash = new byte[FILTER_HASH_BYTES];
        buffer.get(hash);
        if (!MessageDigest.isEqual(hash, hash(filter))) {
            throw mismatch();
        }
        try {
            return new RecordId(most, least);
        } catch (IllegalArgumentException notAnId) {
            throw mismatch();
        }
    }

    private static ProblemException mismatch() {
        return new ProblemException(
                ProblemType.CURSOR_MISMATCH,
                "This cursor was not given out for these filters. Start again without a cursor.");
    }

    private static byte[] hash(QueryCriteria filter) {
        // NUL cannot stand in a topic or channel name, so no two filters read the same.
        String canonical =
                new TreeSet<>(filter.statuses()) + "\0" + part(filter.channel()) + "\0" + part(filter.topic());
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.allocate(FILTER_HASH_BYTES)
                    .put(digest, 0, FILTER_HASH_BYTES)
                    .array();
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static String part(Optional<String> value) {
        return value.map(present -> "=" + present).orElse("");
    }
}
