package io.kafkadlq.jpa;

import io.kafkadlq.api.model.DlqRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A record that is to be stored, and its stack trace, which is stored beside. */
record NewRecord(DlqRecord dlqRecord, Optional<StackTrace> stackTrace) {

    /** Many of a batch fail alike: each stack trace is cleaned and hashed once. */
    static List<NewRecord> allOf(List<DlqRecord> batch) {
        Map<String, StackTrace> known = new HashMap<>();
        return batch.stream()
                .map(dlqRecord -> new NewRecord(
                        dlqRecord,
                        dlqRecord.failure().stackTrace().map(text -> known.computeIfAbsent(text, StackTrace::of))))
                .toList();
    }
}
