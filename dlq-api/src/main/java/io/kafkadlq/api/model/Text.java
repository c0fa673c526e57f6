package io.kafkadlq.api.model;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * UTF-8 text that is decoded only when someone reads it: a window on bytes that are in the heap anyway, such as the
 * header block of a dead letter. A stack trace in a header thus costs 24 bytes until it is looked at.
 *
 * <p>Immutable as long as nobody writes to the bytes. Malformed input decodes to U+FFFD, it never throws.
 */
public final class Text {

    /** What the mark between head and tail takes at most, and a character that the tail begins with a little earlier. */
    private static final int MARK_BYTES = 38;

    private final byte[] bytes;
    private final int offset;
    private final int length;

    private Text(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.offset = offset;
        this.length = length;
    }

    public static Text of(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return new Text(utf8, 0, utf8.length);
    }

    /** A window on the bytes, which are not copied and must not change. */
    public static Text window(byte[] bytes, int offset, int length) {
        if (offset < 0 || length < 0 || offset > bytes.length - length) {
            throw new IndexOutOfBoundsException("Window " + offset + "+" + length + " of " + bytes.length + " bytes");
        }
        return new Text(bytes, offset, length);
    }

    public int sizeBytes() {
        return length;
    }

    /** Where the ASCII text last begins, counted in bytes, or -1. Nothing is decoded for it. */
    public int lastIndexOf(String ascii) {
        byte[] sought = ascii.getBytes(StandardCharsets.US_ASCII);
        for (int start = length - sought.length; start >= 0; start--) {
            int from = offset + start;
            if (Arrays.equals(bytes, from, from + sought.length, sought, 0, sought.length)) {
                return start;
            }
        }
        return -1;
    }

    /** The part that begins so many bytes in, at most so many bytes long; a window like this one. */
    public Text part(int fromByte, int maxBytes) {
        return window(bytes, offset + fromByte, Math.min(maxBytes, length - fromByte));
    }

    /**
     * The text, or its head and tail around a mark where it is longer than so many bytes. The result is not longer than
     * that either, so that bounding it again changes nothing; only a bound too small for the mark is exceeded by it.
     */
    public String bounded(int maxBytes) {
        if (length <= maxBytes) {
            return toString();
        }
        // Two thirds for the head: the exception and the frames that threw it; the rest for the root cause at the end.
        int kept = Math.max(maxBytes - MARK_BYTES, 0);
        int head = characterBoundary(offset + kept - kept / 3);
        int tail = characterBoundary(offset + length - kept / 3);
        return decode(offset, head - offset)
                + "\n… " + (tail - head) + " bytes left out …\n"
                + decode(tail, offset + length - tail);
    }

    /** Moves back to the first byte of a character, at most the three steps that UTF-8 knows. */
    private int characterBoundary(int position) {
        int boundary = position;
        while (boundary > offset && position - boundary < 3 && isWithinCharacter(boundary)) {
            boundary--;
        }
        return boundary;
    }

    private boolean isWithinCharacter(int position) {
        return position < offset + length && (bytes[position] & 0xC0) == 0x80;
    }

    private String decode(int from, int count) {
        return new String(bytes, from, count, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return decode(offset, length);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Text that
                && Arrays.equals(bytes, offset, offset + length, that.bytes, that.offset, that.offset + that.length);
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }
}
