package io.kafkadlq.kafka.dialect;

import java.util.ArrayList;
import java.util.List;

/**
 * What could not be read of one dead letter, in words: so few and so short that no hostile header can make a record
 * weigh more than its bytes. Not thread-safe.
 */
final class Problems {

    static final int MAX_LISTED = 10;
    static final int MAX_LENGTH = 240;

    private final List<String> listed = new ArrayList<>(2);
    private int unlisted;

    void add(String problem) {
        if (listed.size() < MAX_LISTED) {
            listed.add(cut(problem));
        } else {
            unlisted++;
        }
    }

    List<String> list() {
        if (unlisted == 0) {
            return List.copyOf(listed);
        }
        var all = new ArrayList<>(listed);
        all.add("… and " + unlisted + " more");
        return List.copyOf(all);
    }

    /** One printable line: stores and logs choke on control characters, and the text comes from strangers. */
    private static String cut(String problem) {
        var line = new StringBuilder();
        problem.codePoints()
                .limit(MAX_LENGTH)
                .map(character -> Character.isISOControl(character) ? ' ' : character)
                .forEach(line::appendCodePoint);
        return line.length() < problem.length() ? line.append('…').toString() : line.toString();
    }
}
