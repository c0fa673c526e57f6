package io.kafkadlq.web.json;

import io.kafkadlq.api.store.AuditEntry;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.TreeMap;

/** An audit trail in JSON. */
public final class AuditJson {

    private AuditJson() {}

    public static JsonObject of(List<AuditEntry> trail) {
        return JsonFields.object()
                .with(
                        "items",
                        JsonFields.objects(trail.stream().map(AuditJson::entry).toList()))
                .build();
    }

    private static JsonObject entry(AuditEntry entry) {
        var details = JsonFields.object();
        // Sorted: a map of the store's has no order of its own, and answers should not change from call to call.
        new TreeMap<>(entry.details()).forEach(details::with);
        return JsonFields.object()
                .with("at", entry.at().toString())
                .with("actor", entry.actor())
                .with("action", entry.action())
                .with("record", entry.record().toString())
                .with("result", entry.result())
                .with("details", details)
                .build();
    }
}
