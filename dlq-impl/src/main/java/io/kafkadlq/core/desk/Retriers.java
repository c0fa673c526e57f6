package io.kafkadlq.core.desk;

import io.kafkadlq.api.Retrier;
import io.kafkadlq.api.config.ChannelConfig;
import io.kafkadlq.api.config.RetriedBy;
import java.util.Map;
import java.util.Set;

/** Who retries the dead letters of each channel, by configuration and by the handlers that are here. Immutable. */
public final class Retriers {

    private final Map<String, ChannelConfig> channels;
    private final Set<String> handled;

    /** @param handled the channels that have a handler here */
    public Retriers(Map<String, ChannelConfig> channels, Set<String> handled) {
        this.channels = Map.copyOf(channels);
        this.handled = Set.copyOf(handled);
    }

    public Retrier of(String channel) {
        ChannelConfig config = channels.get(channel);
        if (config == null || config.retry().by() == RetriedBy.NOBODY) {
            return Retrier.NOBODY;
        }
        if (handled.contains(channel)) {
            return Retrier.THIS_INSTANCE;
        }
        return config.retry().by() == RetriedBy.APPLICATION ? Retrier.ANOTHER_INSTANCE : Retrier.NOBODY;
    }

    /** Whether a channel's dead letters are retried, here or elsewhere. */
    public boolean isRetried(String channel) {
        return of(channel) != Retrier.NOBODY;
    }
}
