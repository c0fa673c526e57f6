package io.kafkadlq.web.json;

import io.kafkadlq.api.store.CountBy;
import io.kafkadlq.api.store.Counts;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** Counts in JSON. */
public final class CountJson {

    private CountJson() {}

    /** What records are counted by, as it is written in queries. */
    public static String name(CountBy by) {
        return switch (by) {
            case STATUS -> "status";
            case CHANNEL_AND_STATUS -> "channel";
            case EXCEPTION_CLASS -> "exception";
            case HOUR -> "hour";
            case DAY -> "day";
        };
    }

    public static JsonObject of(Counts counts, CountBy by) {
        List<JsonObject> groups =
                counts.groups().stream().map(group -> group(group, by)).toList();
        return JsonFields.object()
                .with("by", name(by))
                .with("groups", JsonFields.objects(groups))
                .with("more", counts.more())
                .build();
    }

    private static JsonObject group(Counts.Group group, CountBy by) {
        List<String> key = group.key();
        JsonFields fields = JsonFields.object();
        switch (by) {
            case CHANNEL_AND_STATUS -> fields.with("channel", key.get(0)).with("status", key.get(1));
            case EXCEPTION_CLASS ->
                fields.withKnown("exceptionClass", Optional.of(key.get(0)).filter(name -> !name.isEmpty()));
            case STATUS, HOUR, DAY -> fields.with(name(by), key.get(0));
        }
        return fields.with("records", group.records()).build();
    }
}
