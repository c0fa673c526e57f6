package io.kafkadlq.api.spi;

import io.kafkadlq.api.model.DlqHeader;
import java.util.List;

/**
 * How one framework writes origin and failure into the headers of a dead letter. Stateless and thread-safe. Found by
 * {@link java.util.ServiceLoader}.
 *
 * <p>Headers are untrusted input: an implementation never throws, never deserialises Java objects, and says "unknown"
 * where a header is missing or malformed.
 */
public interface Dialect {

    /** Its name in a record's {@code dialects}, such as {@code spring-classic}. */
    String id();

    /**
     * Whether a header belongs to the dead letter and not to the record that failed: it tells that this dialect was
     * spoken, and it is taken off again when the record is redriven.
     */
    boolean owns(String headerName);

    /** Reads what the headers say. Called only if {@link #owns} was true of at least one of them. */
    DialectReading read(List<DlqHeader> headers);
}
