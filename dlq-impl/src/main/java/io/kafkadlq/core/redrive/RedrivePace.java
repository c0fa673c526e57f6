package io.kafkadlq.core.redrive;

import io.kafkadlq.api.RedriveResult.Reason;
import io.kafkadlq.api.RedriveResult.Refused;
import io.kafkadlq.api.config.ChannelConfig;
import io.kafkadlq.api.flow.RateLimiter;
import io.kafkadlq.core.flow.RateLimits;
import io.kafkadlq.core.time.NanoClock;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How fast each channel may publish again: a consumer that has just come back should not be run over by what it has missed.
 * In a window and not with a bucket, because the configuration says most records a second and means it. Thread-safe.
 */
final class RedrivePace {

    private final Map<String, RateLimiter> limiters;

    RedrivePace(Map<String, ChannelConfig> channels, NanoClock clock) {
        Map<String, RateLimiter> limited = new HashMap<>();
        channels.forEach((name, channel) -> {
            int most = channel.redrive().recordsPerSecond();
            if (most > 0) {
                limited.put(name, RateLimits.perSecond(most, clock));
            }
        });
        this.limiters = Map.copyOf(limited);
    }

    /** Takes a permit, or says why there is none. One whose redrive fails is not given back: it was a try at Kafka. */
    Optional<Refused> refusal(String channel) {
        RateLimiter limiter = limiters.get(channel);
        if (limiter == null || limiter.tryAcquire(1)) {
            return Optional.empty();
        }
        return Optional.of(new Refused(
                Reason.RATE,
                "More than " + Math.round(limiter.permitsPerSecond()) + " redrives a second: dlq.channel." + channel
                        + ".redrive.records-per-second does not allow more; try again in "
                        + seconds(limiter.retryAfter()) + " s"));
    }

    /** Rounded up to hundredths: who waits that long does not come too early. */
    private static String seconds(Duration wait) {
        return BigDecimal.valueOf(wait.toNanos(), 9)
                .setScale(2, RoundingMode.CEILING)
                .toString();
    }
}
