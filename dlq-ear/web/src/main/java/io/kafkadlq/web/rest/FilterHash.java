package io.kafkadlq.web.rest;

import io.kafkadlq.api.model.IndexedHeader;
import io.kafkadlq.api.store.QueryCriteria;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Tells filters apart, the same on every instance. Which page it is, and how long, makes no difference. */
final class FilterHash {

    static final int BYTES = 8;

    private FilterHash() {}

    static byte[] of(QueryCriteria filter) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(canonical(filter).getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(digest, BYTES);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static String canonical(QueryCriteria filter) {
        var place = filter.place();
        var failure = filter.failure();
        var parts = List.of(
                // Sorted: the order of a set differs from one instance to another.
                new TreeSet<>(filter.statuses()),
                filter.channel(),
                place.topic(),
                place.partition(),
                place.key().map(key -> HexFormat.of().formatHex(key.bytes())),
                sorted(place.headers()),
                new TreeSet<>(failure.errorTypes()),
                failure.exceptionClass(),
                failure.message(),
                filter.progress(),
                filter.takenIn(),
                filter.paging().order());
        var canonical = new StringBuilder();
        for (Object part : parts) {
            String text = part instanceof Optional<?> value
                    ? value.map(there -> "=" + there).orElse("")
                    : part.toString();
            canonical.append(measured(text));
        }
        return canonical.toString();
    }

    private static String sorted(Set<IndexedHeader> headers) {
        return headers.stream()
                .map(header -> measured(header.name()) + measured(header.value()))
                .sorted()
                .collect(Collectors.joining());
    }

    /** With its length, so that no two filters read the same. */
    private static String measured(String text) {
        return text.length() + ":" + text;
    }
}
