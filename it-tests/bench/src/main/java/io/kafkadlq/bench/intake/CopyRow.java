package io.kafkadlq.bench.intake;

import io.kafkadlq.api.model.DlqHeaders;
import io.kafkadlq.core.time.RecordIds;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;

/**
 * Rows of dead letters in PostgreSQL's binary COPY format, with the facts that the product stores. What Spring writes into
 * headers is UTF-8 and big-endian numbers, and so is the format: header values become columns without being read.
 */
final class CopyRow {

    static final String COLUMNS = "id, channel, status, error_type, source_topic, source_partition, source_offset,"
            + " source_timestamp, origin_topic, origin_partition, origin_offset, origin_timestamp, origin_group,"
            + " exception_class, root_cause_class, message, stack_trace, dialects, problems, attempts, redrive_count,"
            + " created_at, updated_at, version, payload_state, key_length, value_length, record_key, record_value,"
            + " record_headers";

    private static final short COLUMN_COUNT = (short) COLUMNS.split(",", -1).length;
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0};
    private static final String[] FROM_HEADERS = {
        "kafka_dlt-original-topic",
        "kafka_dlt-original-partition",
        "kafka_dlt-original-offset",
        "kafka_dlt-original-timestamp",
        "kafka_dlt-original-consumer-group",
        "kafka_dlt-exception-fqcn",
        "kafka_dlt-exception-cause-fqcn",
        "kafka_dlt-exception-message",
        "kafka_dlt-exception-stacktrace"
    };

    /** PostgreSQL counts microseconds since the year 2000. */
    private static final long EPOCH_MILLIS = 946_684_800_000L;

    private static final byte[] CHANNEL = utf8("default");
    private static final byte[] STATUS = utf8("PENDING");
    private static final byte[] ERROR_TYPE = utf8("UNKNOWN");
    private static final byte[] STATE = utf8("FULL");
    private static final byte[] DIALECT = utf8("spring-classic\n");
    private static final byte[] NOTHING = new byte[0];

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

    void add(ConsumerRecord<byte[], byte[]> letter) {
        buffer.putShort(COLUMN_COUNT);
        put(RecordIds.next().toUuid());
        put(CHANNEL);
        put(STATUS);
        put(ERROR_TYPE);
        put(utf8(letter.topic()));
        put(letter.partition());
        put(letter.offset());
        put(letter.timestamp());
        for (String name : FROM_HEADERS) {
            put(valueOf(letter.headers().lastHeader(name)));
        }
        put(letter.headers().lastHeader(FROM_HEADERS[0]) == null ? NOTHING : DIALECT);
        put(NOTHING);
        put(0);
        put(0);
        long now = (System.currentTimeMillis() - EPOCH_MILLIS) * 1000;
        put(now);
        put(now);
        put(0L);
        put(STATE);
        put(letter.key().length);
        put(letter.value().length);
        put(letter.key());
        put(letter.value());
        put(DlqHeaders.copyOf(letter.headers()).block());
    }

    private static byte @Nullable [] valueOf(@Nullable Header header) {
        return header == null ? null : header.value();
    }

    private void put(UUID id) {
        buffer.putInt(2 * Long.BYTES).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }

    private void put(int number) {
        buffer.putInt(Integer.BYTES).putInt(number);
    }

    private void put(long number) {
        buffer.putInt(Long.BYTES).putLong(number);
    }

    private void put(byte @Nullable [] bytes) {
        if (bytes == null) {
            buffer.putInt(-1);
        } else {
            buffer.putInt(bytes.length).put(bytes);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
