package io.kafkadlq.bench.store;

import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.Failure;
import io.kafkadlq.api.model.ProcessingMetadata;
import io.kafkadlq.api.model.Source;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.postgresql.copy.CopyIn;

/**
 * Rows of {@link Column}s in PostgreSQL's binary COPY format, as somebody would write it who knows what he has: what is the
 * same in all dead letters of this suite is made once.
 */
final class CopyRow {

    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0};

    /** PostgreSQL counts microseconds since the year 2000. */
    private static final long EPOCH_MILLIS = 946_684_800_000L;

    private static final byte[] CHANNEL = utf8(DeadLetters.CHANNEL);
    private static final byte[] TOPIC = utf8(DeadLetters.TOPIC);
    private static final byte[] GROUP = utf8("billing");
    private static final byte[] DIALECTS = utf8("dlq\n");
    private static final byte[] NOTHING = {};
    private static final byte[] STATE = utf8("FULL");
    private static final byte[] STATUS = utf8("PENDING");
    private static final byte[] ERROR_TYPE = utf8("UNKNOWN");

    private final ByteBuffer buffer;

    CopyRow(int capacity) {
        this.buffer = ByteBuffer.allocate(capacity);
    }

    void begin() {
        buffer.put(SIGNATURE).putInt(0).putInt(0);
    }

    void end() {
        buffer.putShort((short) -1);
    }

    int size() {
        return buffer.position();
    }

    void moveTo(CopyIn copy) throws SQLException {
        copy.writeToCopy(buffer.array(), 0, buffer.position());
        buffer.clear();
    }

    void putRecord(DlqRecord letter) {
        byte[] key = letter.payload().key().orElseThrow();
        byte[] value = letter.payload().value().orElseThrow();
        Source source = letter.source();
        buffer.putShort((short) Column.OF_RECORD.size());
        put(letter.id().toUuid());
        put(CHANNEL);
        put(TOPIC);
        put(source.partition());
        put(source.offset());
        put(source.timestampMillis());
        put(TOPIC);
        put(source.partition());
        put(source.offset());
        put(source.timestampMillis());
        put(GROUP);
        put(DIALECTS);
        put(NOTHING);
        put(STATE);
        put(key.length);
        put(value.length);
        put(letter.metadata().createdAt());
        put(key);
        put(value);
        put(letter.payload().headers().block());
    }

    void putProgress(DlqRecord letter) {
        Failure failure = letter.failure();
        ProcessingMetadata metadata = letter.metadata();
        var sequence = letter.summary().sequence().orElseThrow();
        buffer.putShort((short) Column.OF_PROGRESS.size());
        put(letter.id().toUuid());
        put(CHANNEL);
        put(letter.payload().sizeBytes());
        put(new UUID(0, DeadLetters.stackTraceOf(letter)));
        put(STATUS);
        put(ERROR_TYPE);
        put(utf8(failure.exceptionClass().orElseThrow()));
        put(utf8(failure.rootCauseClass().orElseThrow()));
        put(utf8(failure.message().orElseThrow()));
        put(metadata.attempts());
        put(metadata.redriveCount());
        put(metadata.nextAttemptAt().orElseThrow());
        put(metadata.updatedAt());
        put(metadata.version());
        put(sequence.id());
        put(sequence.position());
    }

    private void put(UUID id) {
        buffer.putInt(2 * Long.BYTES).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }

    private void put(Instant at) {
        put((at.toEpochMilli() - EPOCH_MILLIS) * 1000);
    }

    private void put(int number) {
        buffer.putInt(Integer.BYTES).putInt(number);
    }

    private void put(long number) {
        buffer.putInt(Long.BYTES).putLong(number);
    }

    private void put(byte[] bytes) {
        buffer.putInt(bytes.length).put(bytes);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
