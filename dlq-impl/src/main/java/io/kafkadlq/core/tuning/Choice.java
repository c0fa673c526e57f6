package io.kafkadlq.core.tuning;

/**
 * A default that was chosen for a channel.
 *
 * @param key what the channel's key ends in, such as {@code batch.max-size}
 * @param value as it would be written in the configuration
 * @param why in words that follow the value
 */
public record Choice(String key, String value, String why) {

    /** As the log shows it. */
    @Override
    public String toString() {
        return key + "=" + value + " (" + why + ")";
    }
}
