package io.kafkadlq.web.json;

import io.kafkadlq.api.model.Failure;
import io.kafkadlq.api.model.Origin;
import io.kafkadlq.api.model.PayloadSummary;
import io.kafkadlq.api.model.ProcessingMetadata;
import io.kafkadlq.api.model.RecordAction;
import io.kafkadlq.api.model.RecordSummary;
import io.kafkadlq.api.model.Source;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** A dead letter in JSON, without its payload. */
public final class RecordJson {

    private RecordJson() {}

    /** As lists show it: without the stack trace. */
    public static JsonObject brief(RecordSummary record) {
        return fields(record, failure(record.failure())).build();
    }

    /** As it is shown alone: with the stack trace, with what was tried and with what may happen to it next. */
    public static JsonObject full(RecordSummary record, Outlook outlook) {
        Failure failure = record.failure();
        return fields(record, failure(failure).withKnown("stackTrace", failure.stackTrace()))
                .with("allowed", actions(RecordAction.allowedFrom(record.status())))
                .withKnown("waiting", outlook.waiting(record))
                .withObject("sequence", record.sequence().map(known -> JsonFields.object()
                        .with("ahead", outlook.ahead())
                        .withKnown("waitsFor", outlook.waitsFor())))
                .with("retriedBy", outlook.retrier().name())
                .with("attemptHistory", AttemptJson.latest(outlook.attempts()))
                .build();
    }

    /** What people may do, as it is written in paths, in the order in which actions are declared. */
    public static JsonArray actions(Set<RecordAction> actions) {
        return JsonFields.texts(actions.stream()
                .sorted()
                .map(action -> action.name().toLowerCase(Locale.ROOT))
                .toList());
    }

    private static JsonFields fields(RecordSummary record, JsonFields failure) {
        ProcessingMetadata metadata = record.metadata();
        return JsonFields.object()
                .with("id", record.id().toString())
                .with("channel", record.channel())
                .with("status", record.status().name())
                .with("errorType", record.errorType().name())
                .with("source", source(record.source()))
                .with("origin", origin(record.origin()))
                .with("dialects", JsonFields.texts(record.dialects()))
                .with("problems", JsonFields.texts(record.problems()))
                .with("failure", failure)
                .with("attempts", metadata.attempts())
                .with("redriveCount", metadata.redriveCount())
                .withKnown("nextAttemptAt", metadata.nextAttemptAt())
                .with("createdAt", metadata.createdAt().toString())
                .with("updatedAt", metadata.updatedAt().toString())
                .with("version", metadata.version())
                .with("payload", payload(record.payload()));
    }

    private static JsonFields source(Source source) {
        boolean known = source.isKnown();
        return JsonFields.object()
                .withKnown("topic", Optional.of(source.topic()).filter(topic -> !topic.isEmpty()))
                .withKnown("partition", known ? OptionalInt.of(source.partition()) : OptionalInt.empty())
                .withKnown("offset", known ? OptionalLong.of(source.offset()) : OptionalLong.empty())
                .withKnown("timestamp", source.timestamp());
    }

    private static JsonFields origin(Origin origin) {
        return JsonFields.object()
                .withKnown("topic", origin.topic())
                .withKnown("partition", origin.partition())
                .withKnown("offset", origin.offset())
                .withKnown("timestamp", origin.timestamp())
                .withKnown("group", origin.group());
    }

    private static JsonFields failure(Failure failure) {
        return JsonFields.object()
                .withKnown("exceptionClass", failure.exceptionClass())
                .withKnown("rootCauseClass", failure.rootCauseClass())
                .withKnown("message", failure.message())
                // Records are not grouped yet; the field is promised, so it is there.
                .withKnown("fingerprint", Optional.empty())
                .withKnown("deliveries", failure.deliveries());
    }

    private static JsonFields payload(PayloadSummary payload) {
        return JsonFields.object()
                .with("state", payload.state().name())
                .withKnown("keyBytes", payload.keyBytes())
                .withKnown("valueBytes", payload.valueBytes());
    }
}
