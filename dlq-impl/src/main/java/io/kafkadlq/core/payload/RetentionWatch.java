package io.kafkadlq.core.payload;

import io.kafkadlq.api.config.ChannelConfig;
import io.kafkadlq.api.config.TopicName;
import io.kafkadlq.api.model.PayloadRisk;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Sees whether topics keep their records as long as channels count on it that keep references only: at start, and then
 * hourly, as both may change.
 *
 * <p>Threading: {@link #pulse} by the pulse thread; the rest by any.
 */
public final class RetentionWatch {

    private static final long EACH_NANOS = Duration.ofHours(1).toNanos();
    private static final long AGAIN_NANOS = Duration.ofMinutes(1).toNanos();

    private final List<Exposure> exposed;
    private final Optional<PayloadSource> source;
    private final AtomicBoolean failed = new AtomicBoolean();
    private volatile Map<String, List<PayloadRisk>> risks = Map.of();
    // The pulse thread's.
    private boolean begun;
    private long nextNanos;
    // Of the source's one thread.
    private final Set<String> toldHidden = new HashSet<>();
    private boolean toldAway;

    public RetentionWatch(Map<String, ChannelConfig> channels, Payloads payloads) {
        this.exposed = channels.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(channel -> Exposure.of(channel.getKey(), channel.getValue()).stream())
                .toList();
        this.source = payloads.source();
    }

    /** Looks, if it is time to. */
    public void pulse(long now) {
        if (exposed.isEmpty() || source.isEmpty()) {
            return;
        }
        if (!begun || now - nextNanos >= 0) {
            begun = true;
            nextNanos = now + EACH_NANOS;
            look(source.get());
        } else if (failed.compareAndSet(true, false)) {
            nextNanos = now + AGAIN_NANOS;
        }
    }

    private void look(PayloadSource topics) {
        List<TopicName> names = exposed.stream()
                .flatMap(channel -> channel.topics().stream())
                .distinct()
                .toList();
        topics.look(names).whenComplete(this::looked);
    }

    private synchronized void looked(@Nullable TopicLook look, @Nullable Throwable away) {
        if (look == null) {
            failed.set(true);
            if (!toldAway) {
                toldAway = true;
                Log.notLooked(away);
            }
            return;
        }
        toldAway = false;
        look.hidden().stream().filter(toldHidden::add).forEach(Log::hidden);
        var found = new TreeMap<String, List<PayloadRisk>>();
        exposed.forEach(channel -> found.put(channel.channel(), channel.risks(look.topics())));
        found.values().stream()
                .flatMap(List::stream)
                .filter(risk -> risks.values().stream().noneMatch(before -> before.contains(risk)))
                .forEach(Log::risk);
        risks = Map.copyOf(found);
    }

    /** What was found when it was last looked, by channel. */
    public Map<String, List<PayloadRisk>> risks() {
        return risks;
    }
}
