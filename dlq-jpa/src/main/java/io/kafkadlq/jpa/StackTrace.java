package io.kafkadlq.jpa;

import io.kafkadlq.api.model.Failure;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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
        return new StackTrace(Sha256.idOf(text.getBytes(StandardCharsets.UTF_8)), text);
    }

    /** Null if there is none. */
    static @Nullable UUID idOf(@Nullable StackTrace trace) {
        return trace == null ? null : trace.id();
    }
}
