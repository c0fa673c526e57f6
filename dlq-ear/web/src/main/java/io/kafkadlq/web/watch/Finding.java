package io.kafkadlq.web.watch;

import io.kafkadlq.web.json.JsonFields;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * One thing that is wrong with a channel.
 *
 * @param subject the door or the topic that it is about; empty for the channel as a whole
 * @param since empty where nobody has told
 */
public record Finding(
        Code code, String channel, Optional<String> subject, String detail, String remedy, Optional<Instant> since) {

    /** The kinds there are, the gravest first; the name of each is a promise to scripts. */
    public enum Code {
        CHANNEL_PAUSED(Severity.CRITICAL, "Channel is paused"),
        PAUSED_BY_FLOOD(Severity.CRITICAL, "Channel is paused in a flood of failures"),
        BREAKER_OPEN(Severity.CRITICAL, "Handler is left alone"),
        DOOR_CLOSED(Severity.CRITICAL, "Nothing is let in"),
        BREAKER_HALF_OPEN(Severity.WARNING, "Handler is being tried again"),
        DOOR_SLOWED(Severity.WARNING, "Less is let in"),
        TOPIC_IN_FLOOD(Severity.WARNING, "Flood of failures"),
        PAYLOAD_AT_RISK(Severity.WARNING, "Payloads may be lost");

        private final Severity severity;
        private final String title;

        Code(Severity severity, String title) {
            this.severity = severity;
            this.title = title;
        }

        public Severity severity() {
            return severity;
        }

        /** Such as {@code breaker-open}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** How bad it is. */
    public enum Severity {
        /** Something goes on more slowly, or may soon not. */
        WARNING,
        /** Something stands still. */
        CRITICAL
    }

    public JsonObject toJson() {
        return JsonFields.object()
                .with("code", code.id())
                .with("severity", code.severity().name())
                .with("channel", channel)
                .withKnown("subject", subject)
                .with("title", code.title)
                .with("detail", detail)
                .with("remedy", remedy)
                .withKnown("since", since)
                .build();
    }
}
