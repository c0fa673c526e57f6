package io.kafkadlq.jpa;

import io.kafkadlq.api.model.Failure;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.UUID;

/**
 * A stack trace as it is stored.
 *
 * @param id the first half of its SHA-256
 */
record StackTrace(UUID id, String text) {

    static Optional<StackTrace> of(Failure failure) {
        return failure.stackTrace().map(StackTrace::of);
    }

    static StackTrace of(String foreign) {
        String text = StoredText.of(foreign);
        return new StackTrace(idOf(text), text);
    }

    private static UUID idOf(String text) {
        try {
            var digest =
                    ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
            return new UUID(digest.getLong(), digest.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every JDK has SHA-256", e);
        }
    }
}
