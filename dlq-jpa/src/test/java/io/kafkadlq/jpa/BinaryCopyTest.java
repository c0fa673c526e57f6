package io.kafkadlq.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinaryCopyTest {

    private static final int HEADER = 19;
    private static final int TRAILER = 2;

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final BinaryCopy copy = new BinaryCopy(new byte[BinaryCopy.BUFFER_BYTES], written::write);

    @Test
    void shouldBeginAndEndAsTheFormatDoes() throws Exception {
        copy.end();

        assertThat(written.toByteArray())
                .containsExactly(
                        'P', 'G', 'C', 'O', 'P', 'Y', '\n', 0xFF, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF);
    }

    @Test
    void shouldGiveEachFieldItsLength() throws Exception {
        copy.row(5);
        copy.int4(7);
        copy.int8(8L);
        copy.uuid(new UUID(1, 2));
        copy.text("ä");
        copy.bytea(new byte[] {9});

        ByteBuffer fields = fields();
        assertThat(fields.getShort()).isEqualTo((short) 5);
        assertThat(fields.getInt()).isEqualTo(4);
        assertThat(fields.getInt()).isEqualTo(7);
        assertThat(fields.getInt()).isEqualTo(8);
        assertThat(fields.getLong()).isEqualTo(8);
        assertThat(fields.getInt()).isEqualTo(16);
        assertThat(fields.getLong()).isEqualTo(1);
        assertThat(fields.getLong()).isEqualTo(2);
        assertThat(fields.getInt()).isEqualTo(2);
        assertThat(fields.getShort()).isEqualTo((short) 0xC3A4);
        assertThat(fields.getInt()).isEqualTo(1);
        assertThat(fields.get()).isEqualTo((byte) 9);
        assertThat(fields.hasRemaining()).isFalse();
    }

    @Test
    void shouldTellNullFromEmpty() throws Exception {
        copy.text(null);
        copy.bytea(null);
        copy.int4((Integer) null);
        copy.int8((Long) null);
        copy.uuid(null);
        copy.timestamptz(null);
        copy.text("");
        copy.bytea(new byte[0]);

        ByteBuffer fields = fields();
        for (int field = 0; field < 6; field++) {
            assertThat(fields.getInt()).isEqualTo(-1);
        }
        assertThat(fields.getInt()).isZero();
        assertThat(fields.getInt()).isZero();
        assertThat(fields.hasRemaining()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            2000-01-01T00:00:00Z, 0
            1999-12-31T23:59:59.999Z, -1000
            2026-11-28T00:00:00.123Z, 849139200123000
            -292275055-05-16T16:47:04.192Z, -9223372036854775807
            +292278994-08-17T07:12:55.807Z, 9223372036854775806
            """)
    void shouldCountMicrosecondsWithinWhatIsNotInfinity(Instant at, long micros) throws Exception {
        copy.timestamptz(at);

        assertThat(fields().getLong(Integer.BYTES)).isEqualTo(micros);
    }

    @ParameterizedTest
    @CsvSource({"1, x", "70000, x", "30000, é", "65532, x", "65533, x", "21845, 漢"})
    void shouldWriteTextOfAnyLengthAmongOthers(int length, String character) throws Exception {
        String text = character.repeat(length);

        copy.text("before");
        copy.text(text);
        copy.text("after");

        ByteBuffer fields = fields();
        assertThat(nextText(fields)).isEqualTo("before");
        assertThat(nextText(fields)).isEqualTo(text);
        assertThat(nextText(fields)).isEqualTo("after");
    }

    @ParameterizedTest
    @CsvSource({"65535", "65536", "65537", "300000"})
    void shouldWriteBytesOfAnyNumberAmongOthers(int length) throws Exception {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 3);

        copy.text("before");
        copy.bytea(bytes);
        copy.text("after");

        ByteBuffer fields = fields();
        assertThat(nextText(fields)).isEqualTo("before");
        assertThat(next(fields)).isEqualTo(bytes);
        assertThat(nextText(fields)).isEqualTo("after");
    }

    @Test
    void shouldCrossItsBufferAnywhere() throws Exception {
        for (int row = 0; row < 20_000; row++) {
            copy.row(2);
            copy.int4(row);
            copy.text("x".repeat(row % 11));
        }

        ByteBuffer fields = fields();
        for (int row = 0; row < 20_000; row++) {
            assertThat(fields.getShort()).isEqualTo((short) 2);
            assertThat(fields.getInt()).isEqualTo(4);
            assertThat(fields.getInt()).isEqualTo(row);
            assertThat(nextText(fields)).hasSize(row % 11);
        }
    }

    private ByteBuffer fields() throws SQLException {
        copy.end();
        return ByteBuffer.wrap(written.toByteArray(), HEADER, written.size() - HEADER - TRAILER)
                .slice();
    }

    private static String nextText(ByteBuffer fields) {
        return new String(next(fields), StandardCharsets.UTF_8);
    }

    private static byte[] next(ByteBuffer fields) {
        byte[] bytes = new byte[fields.getInt()];
        fields.get(bytes);
        return bytes;
    }
}
