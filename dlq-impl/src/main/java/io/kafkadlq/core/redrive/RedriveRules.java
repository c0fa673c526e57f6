package io.kafkadlq.core.redrive;

import io.kafkadlq.api.RedriveResult.Reason;
import io.kafkadlq.api.RedriveResult.Refused;
import io.kafkadlq.api.config.ChannelConfig;
import io.kafkadlq.api.config.TopicName;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.RecordAction;
import io.kafkadlq.core.payload.Payloads;
import io.kafkadlq.core.time.NanoClock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether a record may be published again now, and where to. Thread-safe. */
final class RedriveRules {

    private final Map<String, ChannelConfig> channels;
    private final List<TopicName> deadLetterTopics;
    private final RedrivePace pace;
    private final Payloads payloads;

    RedriveRules(Map<String, ChannelConfig> channels, Payloads payloads, NanoClock clock) {
        this.channels = Map.copyOf(channels);
        this.deadLetterTopics = channels.values().stream()
                .flatMap(channel -> channel.deadLetterTopics().stream())
                .map(TopicName::parse)
                .toList();
        this.payloads = payloads;
        this.pace = new RedrivePace(channels, clock);
    }

    /** Why it may not, or nothing if it may; it is then taken for published and counts for the channel's pace. */
    Optional<Refused> refusal(DlqRecord record, Optional<String> target) {
        // The pace comes last: what is refused for another reason must not use up a permit.
        return objection(record, target).or(() -> pace.refusal(record.channel()));
    }

    private Optional<Refused> objection(DlqRecord record, Optional<String> target) {
        ChannelConfig channel = channels.get(record.channel());
        if (channel == null) {
            return refusal(Reason.TARGET, "Channel '" + record.channel() + "' is not configured here");
        }
        if (!RecordAction.REDRIVE.isPossibleFrom(record.status())) {
            return refusal(Reason.STATUS, "A record that is " + record.status() + " cannot be redriven");
        }
        int redrives = record.metadata().redriveCount();
        if (redrives >= channel.redrive().maxCount()) {
            return refusal(
                    Reason.LIMIT,
                    "It has been redriven " + redrives + " time(s); dlq.channel." + record.channel()
                            + ".redrive.max-count allows " + channel.redrive().maxCount());
        }
        if (!payloads.mayBeHad(record)) {
            return refusal(Reason.PAYLOAD, payloads.whyNotToBeHad(record));
        }
        if (target.isEmpty()) {
            return refusal(Reason.NO_TARGET, "It does not say which topic it first failed on: name a target topic");
        }
        return new TargetPolicy(record.channel(), channel, deadLetterTopics)
                .objection(target.get(), record.source().topic())
                .map(objection -> new Refused(Reason.TARGET, objection));
    }

    private static Optional<Refused> refusal(Reason reason, String explanation) {
        return Optional.of(new Refused(reason, explanation));
    }
}
