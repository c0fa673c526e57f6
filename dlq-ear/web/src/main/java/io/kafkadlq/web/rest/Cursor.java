package io.kafkadlq.web.rest;

import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.store.QueryCriteria;
import io.kafkadlq.web.problem.ProblemException;
import io.kafkadlq.web.problem.ProblemType;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Base64;

/**
 * Which page comes next, or came before, as an opaque text: the id it is next to, on which side, and a hash of the filter, so
 * that going on with another filter is noticed instead of answered with a page that makes no sense.
 */
final class Cursor {

    private static final byte AFTER = 1;
    private static final byte BEFORE = 2;
    private static final int LENGTH = 1 + 2 * Long.BYTES + FilterHash.BYTES;

    private Cursor() {}

    /** The page behind a record. */
    static String after(RecordId lastSeen, QueryCriteria filter) {
        return encoded(AFTER, lastSeen, filter);
    }

    /** The page in front of a record. */
    static String before(RecordId firstSeen, QueryCriteria filter) {
        return encoded(BEFORE, firstSeen, filter);
    }

    private static String encoded(byte side, RecordId id, QueryCriteria filter) {
        byte[] bytes = ByteBuffer.allocate(LENGTH)
                .put(side)
                .putLong(id.mostSignificantBits())
                .putLong(id.leastSignificantBits())
                .put(FilterHash.of(filter))
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * The filter at the page of a cursor.
     *
     * @throws ProblemException if the cursor was not made for this filter, or not by us
     */
    static QueryCriteria apply(String cursor, QueryCriteria filter) {
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
        byte side = buffer.get();
        long most = buffer.getLong();
        long least = buffer.getLong();
        var hash = new byte[FilterHash.BYTES];
        buffer.get(hash);
        if (!MessageDigest.isEqual(hash, FilterHash.of(filter))) {
            throw mismatch();
        }
        return at(side, id(most, least), filter);
    }

    private static RecordId id(long most, long least) {
        try {
            return new RecordId(most, least);
        } catch (IllegalArgumentException notAnId) {
            throw mismatch();
        }
    }

    private static QueryCriteria at(byte side, RecordId id, QueryCriteria filter) {
        return switch (side) {
            case AFTER -> filter.after(id);
            case BEFORE -> filter.before(id);
            default -> throw mismatch();
        };
    }

    private static ProblemException mismatch() {
        return new ProblemException(
                ProblemType.CURSOR_MISMATCH,
                "This cursor was not given out for these filters. Start again without a cursor.");
    }
}
