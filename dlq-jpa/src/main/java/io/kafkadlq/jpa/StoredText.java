package io.kafkadlq.jpa;

/**
 * Makes foreign text fit for any database: PostgreSQL refuses a whole batch for one NUL character, drivers refuse
 * unpaired surrogates, and a text longer than its column is refused everywhere.
 */
final class StoredText {

    private static final char REPLACEMENT = '\uFFFD';

    private StoredText() {}

    /** The text without NUL characters, unpaired surrogates replaced. */
    static String of(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isSurrogate(c)) {
                return cleaned(text, i);
            }
        }
        return text;
    }

    /** The same, cut to so many UTF-16 units, which is at least as strict as any database's count of characters. */
    static String of(String text, int maxLength) {
        String clean = of(text);
        if (clean.length() <= maxLength) {
            return clean;
        }
        boolean pairAtTheCut = Character.isHighSurrogate(clean.charAt(maxLength - 1));
        return clean.substring(0, pairAtTheCut ? maxLength - 1 : maxLength);
    }

    private static String cleaned(String text, int firstSuspect) {
        var clean = new StringBuilder(text.length()).append(text, 0, firstSuspect);
        for (int i = firstSuspect; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint);
            if (Character.isBmpCodePoint(codePoint) && Character.isSurrogate((char) codePoint)) {
                clean.append(REPLACEMENT);
            } else if (codePoint != 0) {
                clean.appendCodePoint(codePoint);
            }
        }
        return clean.toString();
    }
}
