package io.kafkadlq.kafka.dialect;

import io.kafkadlq.api.model.DlqHeader;
import io.kafkadlq.api.model.Text;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads the values of one dead letter's headers, as its dialect says they are encoded; never by what they look like,
 * because four digits are also four bytes. A value that is not so encoded is unknown and noted as a problem.
 *
 * <p>A record that was dead-lettered several times carries a header once per hop. Each framework writes the headers of a
 * hop in a fixed order, so that the one it writes first tells where a hop begins. Not thread-safe.
 */
final class HeaderReader {

    /** Stands for a number the letter does not hold, as in {@link io.kafkadlq.api.model.Origin}. */
    static final int UNKNOWN = -1;

    /** More tries or redrives than this are not believed. */
    static final int MAX_COUNT = 1_000_000;

    /** The end of the year 9999: what every database can hold. */
    static final long MAX_MILLIS = 253_402_300_799_999L;

    static final int MAX_GROUP_BYTES = 255;

    private static final int MAX_TOPIC_BYTES = 249;
    private static final int MAX_DIGITS = 20;
    private static final int MAX_ECHOED_BYTES = 80;
    private static final Pattern TOPIC = Pattern.compile("(?!\\.{1,2}$)[a-zA-Z0-9._-]+");

    private final List<DlqHeader> headers;
    private final Duplicate newest;
    private final Duplicate wanted;
    private final Problems problems;

    private HeaderReader(List<DlqHeader> headers, Duplicate newest, Duplicate wanted, Problems problems) {
        this.headers = headers;
        this.newest = newest;
        this.wanted = wanted;
        this.problems = problems;
    }

    /** Which of several headers of one name is meant. */
    enum Duplicate {
        FIRST,
        LAST;

        Duplicate opposite() {
            return this == FIRST ? LAST : FIRST;
        }
    }

    /** Reads a whole letter; of duplicates the newest. */
    static HeaderReader of(List<DlqHeader> headers, Duplicate newest) {
        return new HeaderReader(headers, newest, newest, new Problems());
    }

    /** Only what the latest hop wrote, each hop beginning with the header of that name. */
    HeaderReader newestHop(String beginsWith) {
        return hop(newest, beginsWith);
    }

    /** Only what the first hop wrote: there the record left its true origin. */
    HeaderReader firstHop(String beginsWith) {
        return hop(newest.opposite(), beginsWith);
    }

    private HeaderReader hop(Duplicate end, String beginsWith) {
        int second = -1;
        int last = -1;
        for (int i = 0; i < headers.size(); i++) {
            if (headers.get(i).name().equals(beginsWith)) {
                second = second < 0 && last >= 0 ? i : second;
                last = i;
            }
        }
        if (second < 0) {
            return new HeaderReader(headers, newest, end, problems);
        }
        var part = end == Duplicate.FIRST ? headers.subList(0, second) : headers.subList(last, headers.size());
        return new HeaderReader(part, newest, end, problems);
    }

    boolean has(String name) {
        return find(name).isPresent();
    }

    /** How many headers of that name there are. */
    int count(String name) {
        int count = 0;
        for (DlqHeader header : headers) {
            count += header.name().equals(name) ? 1 : 0;
        }
        return count;
    }

    /** A text, not decoded until it is looked at; a null or empty one says nothing. */
    Optional<Text> text(String name) {
        return find(name).flatMap(DlqHeader::text).filter(text -> text.sizeBytes() > 0);
    }

    /** The name of a topic that could exist. */
    Optional<String> topic(String name) {
        return shortText(name, MAX_TOPIC_BYTES, "a topic name").filter(topic -> {
            boolean legal = TOPIC.matcher(topic).matches();
            if (!legal) {
                problems.add(name + " is '" + topic + "', which is not a topic name");
            }
            return legal;
        });
    }

    /** The name of a consumer group; Kafka allows any text, but nobody means control characters. */
    Optional<String> group(String name) {
        return shortText(name, MAX_GROUP_BYTES, "a consumer group").filter(group -> {
            boolean legal = group.chars().noneMatch(Character::isISOControl);
            if (!legal) {
                problems.add(name + " is '" + group + "', which is not a consumer group");
            }
            return legal;
        });
    }

    /** Four bytes, big-endian, between 0 and the bound. */
    int bigEndianInt(String name, int max) {
        return (int) bigEndian(name, Integer.BYTES, max);
    }

    /** Eight bytes, big-endian, 0 or more. */
    long bigEndianLong(String name) {
        return bigEndian(name, Long.BYTES, Long.MAX_VALUE);
    }

    /** A time in milliseconds since the epoch: eight bytes, big-endian; -1 is how Kafka says that there is none. */
    long bigEndianMillis(String name) {
        return bigEndian(name, Long.BYTES, MAX_MILLIS);
    }

    /** Decimal digits in UTF-8, between 0 and the bound. */
    int decimalInt(String name, int max) {
        return (int) decimal(name, max);
    }

    /** Decimal digits in UTF-8, between 0 and the bound. */
    long decimal(String name, long max) {
        var header = find(name);
        if (header.isEmpty()) {
            return UNKNOWN;
        }
        if (header.get().isNull() || header.get().sizeBytes() > MAX_DIGITS) {
            return wrongSize(header.get(), "a decimal number is");
        }
        String digits = header.get().text().map(Text::toString).orElse("");
        try {
            return within(name, Long.parseLong(digits), max);
        } catch (NumberFormatException malformed) {
            problems.add(name + " is '" + digits + "' where a decimal number is expected");
            return UNKNOWN;
        }
    }

    /** What could not be read so far, by this reader and by those of its hops. */
    List<String> problems() {
        return problems.list();
    }

    private long bigEndian(String name, int size, long max) {
        var header = find(name);
        if (header.isEmpty()) {
            return UNKNOWN;
        }
        if (header.get().isNull() || header.get().sizeBytes() != size) {
            return wrongSize(header.get(), size + " are");
        }
        var bytes = ByteBuffer.wrap(header.get().value().orElseThrow());
        return within(name, size == Integer.BYTES ? bytes.getInt() : bytes.getLong(), max);
    }

    private long within(String name, long number, long max) {
        boolean noTimestamp = number == UNKNOWN && max == MAX_MILLIS;
        if (noTimestamp || (number >= 0 && number <= max)) {
            return number;
        }
        problems.add(name + " is " + number + " where 0 to " + max + " is expected");
        return UNKNOWN;
    }

    private Optional<String> shortText(String name, int maxBytes, String expected) {
        var text = find(name).filter(header -> {
            boolean present = !header.isNull() && header.sizeBytes() > 0;
            if (!present) {
                wrongSize(header, expected + " is");
            }
            return present;
        });
        return text.flatMap(DlqHeader::text)
                .filter(value -> {
                    boolean fits = value.sizeBytes() <= maxBytes;
                    if (!fits) {
                        problems.add(name + " holds " + value.sizeBytes() + " bytes where " + expected + " of at most "
                                + maxBytes + " is expected: '" + value.bounded(MAX_ECHOED_BYTES) + "'");
                    }
                    return fits;
                })
                .map(Text::toString);
    }

    private long wrongSize(DlqHeader header, String expected) {
        int size = header.sizeBytes();
        String found = header.isNull() ? "null" : size + (size == 1 ? " byte" : " bytes");
        problems.add(header.name() + " holds " + found + " where " + expected + " expected");
        return UNKNOWN;
    }

    private Optional<DlqHeader> find(String name) {
        for (int i = 0; i < headers.size(); i++) {
            var header = headers.get(wanted == Duplicate.FIRST ? i : headers.size() - 1 - i);
            if (header.name().equals(name)) {
                return Optional.of(header);
            }
        }
        return Optional.empty();
    }
}
