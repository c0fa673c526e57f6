package io.kafkadlq.core.payload;

import io.kafkadlq.api.model.DlqHeader;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.IndexedHeader;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Picks the headers that dead letters of a channel are to be found by. Thread-safe. */
public final class HeaderIndex {

    /** A record with more of these, as one with a header of the same name again and again, is found by the first ones. */
    static final int MOST_OF_A_RECORD = 64;

    private final Set<String> names;

    public HeaderIndex(Collection<String> names) {
        this.names = Set.copyOf(names);
    }

    DlqRecord of(DlqRecord record) {
        if (names.isEmpty() || record.payload().headers().isEmpty()) {
            return record;
        }
        var picked = new HashSet<IndexedHeader>();
        for (DlqHeader header : record.payload().headers().list()) {
            if (names.contains(header.name()) && picked.size() < MOST_OF_A_RECORD) {
                header.value().ifPresent(value -> picked.add(IndexedHeader.of(header.name(), value)));
            }
        }
        return picked.isEmpty() ? record : record.withIndexedHeaders(picked);
    }
}
