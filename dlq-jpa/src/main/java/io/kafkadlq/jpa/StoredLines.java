package io.kafkadlq.jpa;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Lists and maps of short texts in one column, an entry a line, so that a person reads them in SQL as they are. Line
 * breaks and backslashes within an entry are escaped, and in the key of a map the equals sign.
 */
final class StoredLines {

    /** Entries beyond these many characters are left out: what comes from foreign headers is bounded. */
    private static final int MAX_LENGTH = 16 * 1024;

    private static final int MAX_ENTRY = 4 * 1024;

    private StoredLines() {}

    static String ofList(List<String> entries) {
        var lines = new StringBuilder();
        for (String entry : entries) {
            appendLine(lines, escaped(StoredText.of(entry, MAX_ENTRY)));
        }
        return lines.toString();
    }

    static List<String> toList(String lines) {
        var entries = new ArrayList<String>();
        for (int start = 0; start < lines.length(); ) {
            int end = lines.indexOf('\n', start);
            entries.add(unescaped(lines.substring(start, end)));
            start = end + 1;
        }
        return entries;
    }

    /** Sorted by key, so that equal maps are equal texts. */
    static String ofMap(Map<String, String> entries) {
        var lines = new StringBuilder();
        new TreeMap<>(entries).forEach((key, value) -> {
            String name = escaped(StoredText.of(key, MAX_ENTRY)).replace("=", "\\e");
            appendLine(lines, name + '=' + escaped(StoredText.of(value, MAX_ENTRY)));
        });
        return lines.toString();
    }

    static Map<String, String> toMap(String lines) {
        var entries = new LinkedHashMap<String, String>();
        for (int start = 0; start < lines.length(); ) {
            int end = lines.indexOf('\n', start);
            int equals = lines.indexOf('=', start);
            entries.put(unescaped(lines.substring(start, equals)), unescaped(lines.substring(equals + 1, end)));
            start = end + 1;
        }
        return entries;
    }

    private static void appendLine(StringBuilder lines, String line) {
        if (lines.length() + line.length() < MAX_LENGTH) {
            lines.append(line).append('\n');
        }
    }

    private static String escaped(String entry) {
        return entry.replace("\\", "\\\\").replace("\n", "\\n");
    }

    private static String unescaped(String line) {
        if (line.indexOf('\\') < 0) {
            return line;
        }
        var entry = new StringBuilder(line.length());
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            entry.append(c == '\\' && i + 1 < line.length() ? meaningOf(line.charAt(++i)) : c);
        }
        return entry.toString();
    }

    private static char meaningOf(char escape) {
        return switch (escape) {
            case 'n' -> '\n';
            case 'e' -> '=';
            default -> escape;
        };
    }
}
