package io.kafkadlq.jpa;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** The digest that scripts, stack traces, keys and what is counted are told apart by. */
final class Sha256 {

    private Sha256() {}

    static byte[] of(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every JDK has SHA-256", e);
        }
    }

    /** The first half of it. */
    static UUID idOf(byte[] bytes) {
        var digest = ByteBuffer.wrap(of(bytes));
        return new UUID(digest.getLong(), digest.getLong());
    }
}
