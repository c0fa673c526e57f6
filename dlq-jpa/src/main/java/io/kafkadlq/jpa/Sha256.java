package io.kafkadlq.jpa;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The digest that scripts, stack traces and keys are told apart by. */
final class Sha256 {

    private Sha256() {}

    static byte[] of(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every JDK has SHA-256", e);
        }
    }
}
