package io.kafkadlq.kafka.dialect;

import io.kafkadlq.api.DlqException;
import io.kafkadlq.api.model.DlqHeader;
import io.kafkadlq.api.model.DlqHeaders;
import io.kafkadlq.api.model.Failure;
import io.kafkadlq.api.model.Origin;
import io.kafkadlq.api.spi.Dialect;
import io.kafkadlq.api.spi.DialectReading;
import io.kafkadlq.core.redrive.DeadLetterHeaders;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Asks every dialect about a record and joins what they say. A record may speak several: dead-lettered by Spring,
 * redriven by us, dead-lettered by Connect.
 *
 * <p>Never throws and never loses a record, whatever is in its headers and whatever a user's own dialect does. Immutable
 * and thread-safe.
 */
public final class DialectRegistry implements DeadLetterHeaders {

    private final List<Entry> entries;

    private DialectRegistry(List<Entry> entries) {
        this.entries = entries;
    }

    /** A dialect under the id it had at start. */
    private record Entry(String id, Dialect dialect) {}

    /** Takes the dialects in an order that does not depend on the class path: ours first, the others by id. */
    public static DialectRegistry of(List<Dialect> dialects) {
        return new DialectRegistry(dialects.stream()
                .map(dialect -> new Entry(Objects.requireNonNull(dialect.id(), "id"), dialect))
                .sorted(Comparator.comparing((Entry entry) -> !entry.id().equals(DlqDialect.ID))
                        .thenComparing(Entry::id))
                .toList());
    }

    /**
     * Takes every dialect that the class loader offers as a service, ours among them.
     *
     * @throws DlqException if one of them cannot be made
     */
    public static DialectRegistry discoveredBy(ClassLoader loader) {
        try {
            return of(ServiceLoader.load(Dialect.class, loader).stream()
                    .map(ServiceLoader.Provider::get)
                    .toList());
        } catch (ServiceConfigurationError broken) {
            throw new DlqException("A dialect cannot be used; mend or remove it: " + broken.getMessage(), broken);
        }
    }

    @Override
    public int redriveCount(DlqHeaders headers) {
        return read(headers).redriveCount();
    }

    /** The ids of all dialects, in the order in which they are asked. */
    public List<String> ids() {
        return entries.stream().map(Entry::id).toList();
    }

    /** Reads what the headers of one record say about where it failed and why. */
    public Decoded read(DlqHeaders headers) {
        if (headers.isEmpty()) {
            return Decoded.nothing();
        }
        var problems = new Problems();
        try {
            return read(headers.list(), problems);
        } catch (IllegalArgumentException unreadable) {
            problems.add("The headers cannot be read: " + unreadable.getMessage());
            return join(Set.of(), List.of(), problems);
        }
    }

    private Decoded read(List<DlqHeader> headers, Problems problems) {
        Set<String> spoken = new LinkedHashSet<>();
        List<DialectReading> readings = new ArrayList<>();
        for (Entry entry : entries) {
            try {
                if (isSpokenIn(headers, entry.dialect())) {
                    spoken.add(entry.id());
                    readings.add(checked(entry.dialect().read(headers)));
                }
            } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError defect) {
                // The record matters more than the dialect that fails on it: it is stored raw, flagged by this.
                problems.add("Dialect " + entry.id() + " failed: " + defect);
            }
        }
        return spoken.isEmpty() && readings.isEmpty() && problems.list().isEmpty()
                ? Decoded.nothing()
                : join(spoken, readings, problems);
    }

    private static boolean isSpokenIn(List<DlqHeader> headers, Dialect dialect) {
        for (DlqHeader header : headers) {
            if (dialect.owns(header.name())) {
                return true;
            }
        }
        return false;
    }

    private static DialectReading checked(DialectReading reading) {
        Objects.requireNonNull(reading.origin(), "origin");
        Objects.requireNonNull(reading.failure(), "failure");
        return reading;
    }

    /**
     * Origin and failure are each taken whole from one dialect, never mixed from several: two dialects tell of two hops.
     * Ours comes first; on a record that we redrove it knows neither, so that the dialect of its new failure is heard.
     */
    private static Decoded join(Set<String> spoken, List<DialectReading> readings, Problems problems) {
        readings.forEach(reading -> reading.problems().forEach(problems::add));
        var origin = firstThat(knows -> knows.topic().isPresent(), readings, DialectReading::origin, Origin.unknown());
        var failure = firstThat(
                knows -> knows.exceptionClass().isPresent(), readings, DialectReading::failure, Failure.unexplained());
        int redriveCount = 0;
        for (DialectReading reading : readings) {
            redriveCount = Math.max(redriveCount, reading.redriveCount());
        }
        return new Decoded(List.copyOf(spoken), origin, failure, redriveCount, problems.list());
    }

    /** The first part that knows what matters most, else the first that knows anything. */
    private static <T> T firstThat(
            Predicate<T> knowsMost, List<DialectReading> readings, Function<DialectReading, T> part, T unknown) {
        T best = unknown;
        for (DialectReading reading : readings) {
            T candidate = part.apply(reading);
            if (knowsMost.test(candidate)) {
                return candidate;
            }
            best = best.equals(unknown) ? candidate : best;
        }
        return best;
    }

    /** Whether one of these dialects takes the header for part of the dead letter, so that a redrive takes it off. */
    @Override
    public boolean ownedBy(List<String> dialects, String headerName) {
        for (Entry entry : entries) {
            if (dialects.contains(entry.id()) && owns(entry.dialect(), headerName)) {
                return true;
            }
        }
        return false;
    }

    private static boolean owns(Dialect dialect, String headerName) {
        try {
            return dialect.owns(headerName);
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError defect) {
            // Better a header too many on the redriven record than no redrive; read() reports the defect.
            return false;
        }
    }
}
