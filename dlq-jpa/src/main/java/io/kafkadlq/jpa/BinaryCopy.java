package io.kafkadlq.jpa;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Rows in the binary format of PostgreSQL's COPY, as its manual defines it: after a header, for each row the number of its
 * fields and for each field its length in bytes and its value, numbers big-endian; a length of -1 is NULL.
 *
 * <p>What is written gathers in a buffer and moves on when that is full; a value that is larger goes past it.
 *
 * <p>Threading: one thread.
 */
// Hot path: nothing is allocated for a field, unless it is text beyond ASCII.
final class BinaryCopy {

    static final int BUFFER_BYTES = 64 * 1024;

    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0};
    private static final int NULL = -1;
    private static final short END = -1;

    /** PostgreSQL counts microseconds since the year 2000. */
    private static final long EPOCH_SECONDS = 946_684_800L;

    private static final long MICROS = 1_000_000L;

    /** Its greatest and least count mean infinity: what is too far is given as these, which it refuses as out of range. */
    private static final long TOO_LATE = Long.MAX_VALUE - 1;

    private static final long TOO_EARLY = Long.MIN_VALUE + 1;

    private final ByteBuffer buffer;
    private final Sink sink;

    /** Where the bytes go; it is done with the array when it returns. */
    interface Sink {
        void write(byte[] bytes, int from, int length) throws SQLException;
    }

    /** @param buffer of {@link #BUFFER_BYTES}, ours until the {@link #end} */
    BinaryCopy(byte[] buffer, Sink sink) {
        this.buffer = ByteBuffer.wrap(buffer);
        this.sink = sink;
        // No flags, no extension.
        this.buffer.put(SIGNATURE).putInt(0).putInt(0);
    }

    void row(int fields) throws SQLException {
        makeRoom(Short.BYTES);
        buffer.putShort((short) fields);
    }

    void uuid(@Nullable UUID id) throws SQLException {
        if (id == null) {
            nothing();
            return;
        }
        makeRoom(Integer.BYTES + 2 * Long.BYTES);
        buffer.putInt(2 * Long.BYTES).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }

    void int4(int number) throws SQLException {
        makeRoom(2 * Integer.BYTES);
        buffer.putInt(Integer.BYTES).putInt(number);
    }

    void int4(@Nullable Integer number) throws SQLException {
        if (number == null) {
            nothing();
        } else {
            int4(number.intValue());
        }
    }

    void int8(long number) throws SQLException {
        makeRoom(Integer.BYTES + Long.BYTES);
        buffer.putInt(Long.BYTES).putLong(number);
    }

    void int8(@Nullable Long number) throws SQLException {
        if (number == null) {
            nothing();
        } else {
            int8(number.longValue());
        }
    }

    void timestamptz(@Nullable Instant at) throws SQLException {
        if (at == null) {
            nothing();
        } else {
            int8(micros(at));
        }
    }

    private static long micros(Instant at) {
        long seconds = at.getEpochSecond() - EPOCH_SECONDS;
        if (Math.abs(seconds) >= Long.MAX_VALUE / MICROS) {
            return seconds < 0 ? TOO_EARLY : TOO_LATE;
        }
        return seconds * MICROS + at.getNano() / 1_000;
    }

    /** As UTF-8: it has to be text that PostgreSQL takes, see {@link StoredText}. */
    void text(@Nullable String text) throws SQLException {
        if (text == null) {
            nothing();
        } else if (!putAsShortAscii(text)) {
            bytea(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** @return whether it is, and so was put */
    private boolean putAsShortAscii(String text) throws SQLException {
        int length = text.length();
        if (length > BUFFER_BYTES - Integer.BYTES) {
            return false;
        }
        makeRoom(Integer.BYTES + length);
        int start = buffer.position();
        byte[] bytes = buffer.array();
        for (int i = 0, at = start + Integer.BYTES; i < length; i++, at++) {
            char c = text.charAt(i);
            if (c > 0x7F) {
                return false;
            }
            bytes[at] = (byte) c;
        }
        buffer.putInt(length).position(start + Integer.BYTES + length);
        return true;
    }

    void bytea(byte @Nullable [] bytes) throws SQLException {
        if (bytes == null) {
            nothing();
            return;
        }
        makeRoom(Integer.BYTES);
        buffer.putInt(bytes.length);
        if (bytes.length > BUFFER_BYTES) {
            flush();
            sink.write(bytes, 0, bytes.length);
        } else {
            makeRoom(bytes.length);
            buffer.put(bytes);
        }
    }

    private void nothing() throws SQLException {
        makeRoom(Integer.BYTES);
        buffer.putInt(NULL);
    }

    /** After the last row. */
    void end() throws SQLException {
        makeRoom(Short.BYTES);
        buffer.putShort(END);
        flush();
    }

    private void makeRoom(int bytes) throws SQLException {
        if (buffer.remaining() < bytes) {
            flush();
        }
    }

    private void flush() throws SQLException {
        sink.write(buffer.array(), 0, buffer.position());
        buffer.clear();
    }
}
