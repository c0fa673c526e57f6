package io.kafkadlq.core.config;

import static io.kafkadlq.core.config.ConfigKeysTest.channelKey;

import io.kafkadlq.api.config.RetentionConfig;
import io.kafkadlq.api.config.RetriedBy;
import io.kafkadlq.api.config.RetryConfig;
import io.kafkadlq.api.config.RetryPreset;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** The keys by which dead letters are retried and kept, with a value for each and where that must come out. */
final class RetryKeys {

    private RetryKeys() {}

    static Stream<Arguments> all() {
        return Stream.of(
                retry("by", "application", RetryConfig::by, RetriedBy.APPLICATION),
                retry("policy", "Long-Term", RetryConfig::policy, RetryPreset.LONG_TERM),
                retry("max-attempts", "7", RetryConfig::maxAttempts, Optional.of(7)),
                retry("backoff", "fixed:30s", RetryConfig::backoff, Optional.of("fixed:30s")),
                retry(
                        "backoff-for",
                        "rate-limited=fixed:1m, com.acme.Busy=linear:1s:1m",
                        RetryConfig::backoffFor,
                        List.of("rate-limited=fixed:1m", "com.acme.Busy=linear:1s:1m")),
                retry("retry-on", "com.acme.Busy", RetryConfig::retryOn, List.of("com.acme.Busy")),
                retry("abort-on", "com.acme.Gone", RetryConfig::abortOn, List.of("com.acme.Gone")),
                retry("max-age", "2d", RetryConfig::maxAge, Optional.of(Duration.ofDays(2))),
                retry("given-up-blocks", "false", RetryConfig::givenUpBlocks, false),
                retry("in-place-attempts", "3", RetryConfig::inPlaceAttempts, 3),
                retry("in-place-backoff", "none", RetryConfig::inPlaceBackoff, "none"),
                retry("concurrency", "4", RetryConfig::concurrency, 4),
                retention("expire-after", "7d", RetentionConfig::expireAfter, Duration.ofDays(7)),
                retention("purge-after", "1d", RetentionConfig::purgeAfter, Duration.ofDays(1)));
    }

    private static Arguments retry(String key, String value, Function<RetryConfig, Object> getter, Object expected) {
        return channelKey("retry." + key, value, channel -> getter.apply(channel.retry()), expected);
    }

    private static Arguments retention(
            String key, String value, Function<RetentionConfig, Object> getter, Object expected) {
        return channelKey("retention." + key, value, channel -> getter.apply(channel.retention()), expected);
    }
}
