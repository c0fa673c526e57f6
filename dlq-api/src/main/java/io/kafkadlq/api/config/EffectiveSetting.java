package io.kafkadlq.api.config;

/**
 * A configuration key with the value that is in effect.
 *
 * @param value as it would be written; empty for an absent optional or an empty list, {@link #MASK} for a secret that is set
 * @param byDefault likewise, what it is where nothing sets it; empty where that depends
 * @param secret whether the value is masked
 * @param live whether it can be changed while the engine runs; what is shown is what it started with
 * @param doc what it means, in a line
 */
public record EffectiveSetting(String key, String value, String byDefault, boolean secret, boolean live, String doc) {

    public static final String MASK = "***";
}
