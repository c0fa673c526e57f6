package io.kafkadlq.bench.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.api.model.DlqRecord;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.postgresql.copy.CopyIn;

/** Whoever writes the tables writes the same. */
class CopyRowTest {

    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

    private final DlqRecord letter = DeadLetters.batches(30, 30).get(0).get(29);
    private final CopyRow row = new CopyRow(10_000);

    @Test
    void shouldHoldTheColumnsOfTheRecord() throws Exception {
        row.putRecord(letter);

        assertFields(Column.OF_RECORD);
    }

    @Test
    void shouldHoldTheColumnsOfItsProgress() throws Exception {
        row.putProgress(letter);

        assertFields(Column.OF_PROGRESS);
    }

    private void assertFields(List<Column> columns) throws SQLException {
        ByteBuffer written = written();
        assertThat(written.getShort()).isEqualTo((short) columns.size());
        for (Column column : columns) {
            byte[] field = new byte[written.getInt()];
            written.get(field);
            assertThat(field).as(column.name()).isEqualTo(bytes(column.value().apply(letter)));
        }
        assertThat(written.hasRemaining()).isFalse();
    }

    private ByteBuffer written() throws SQLException {
        var written = new ByteArrayOutputStream();
        row.moveTo((CopyIn) Proxy.newProxyInstance(
                CopyIn.class.getClassLoader(), new Class<?>[] {CopyIn.class}, (proxy, method, arguments) -> {
                    written.write((byte[]) arguments[0], (int) arguments[1], (int) arguments[2]);
                    return null;
                }));
        return ByteBuffer.wrap(written.toByteArray());
    }

    private static byte[] bytes(Object value) {
        if (value instanceof byte[] bytes) {
            return bytes;
        }
        if (value instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        if (value instanceof Integer number) {
            return ByteBuffer.allocate(4).putInt(number).array();
        }
        if (value instanceof Long number) {
            return bytes((long) number);
        }
        if (value instanceof UUID id) {
            return ByteBuffer.allocate(16)
                    .putLong(id.getMostSignificantBits())
                    .putLong(id.getLeastSignificantBits())
                    .array();
        }
        return bytes(Duration.between(EPOCH, (Instant) value).dividedBy(ChronoUnit.MICROS.getDuration()));
    }

    private static byte[] bytes(long number) {
        return ByteBuffer.allocate(8).putLong(number).array();
    }
}
