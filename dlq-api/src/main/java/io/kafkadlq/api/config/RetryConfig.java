package io.kafkadlq.api.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** When a channel's dead letters are handled again, and when that is given up. */
public record RetryConfig(
        @Setting(
                doc =
                        "Who retries: auto (the application's handler, if this instance has one), application (also where this"
                                + " instance has none: its dead letters are scheduled for one that does) or nobody",
                byDefault = "auto")
        RetriedBy by,

        @Setting(
                doc = "The policy that the other keys of retry change: default, aggressive, conservative or long-term",
                byDefault = "default")
        RetryPreset policy,

        @Setting(
                doc = "Most runs of the handler on one record, the first included; the policy's if absent",
                min = "1",
                max = "10000")
        Optional<Integer> maxAttempts,

        @Setting(
                doc =
                        "The wait between two attempts, such as none, fixed:PT30S, linear:PT1S:PT1M,"
                                + " exponential:PT1S:PT10M, exponential-with-jitter:PT1S:PT10M or custom:<name>; the policy's if absent")
        Optional<String> backoff,

        @Setting(
                doc = "Other waits for some failures, as <error type or exception class>=<backoff>, such as"
                        + " rate-limited=fixed:PT1M; an exception's goes before its error type's")
        List<String> backoffFor,

        @Setting(
                doc = "Exceptions, by class name, they, their subclasses and what they cause, that are retried although"
                        + " their error type is not")
        List<String> retryOn,

        @Setting(
                doc = "Exceptions, by class name, they, their subclasses and what they cause, that are never retried;"
                        + " goes before retry-on")
        List<String> abortOn,

        @Setting(
                doc = "Age from which on a record is not retried any longer; the policy's if absent",
                min = "PT1S",
                max = "P3650D")
        Optional<Duration> maxAge,

        @Setting(
                doc =
                        "Whether the later records of a key go on waiting when one before them was given up, until a person has"
                                + " decided; if not, they go on without it",
                byDefault = "true")
        boolean givenUpBlocks,

        @Setting(
                doc = "Further tries at once, before a run of the handler counts as failed; its key waits meanwhile",
                byDefault = "0",
                min = "0",
                max = "100")
        int inPlaceAttempts,

        @Setting(doc = "The wait before each of these tries, written as retry.backoff", byDefault = "fixed:PT0.1S")
        String inPlaceBackoff,

        @Setting(
                doc = "Retries at work at once; 0: as many as processing.concurrency",
                byDefault = "0",
                min = "0",
                max = "10000")
        int concurrency) {

    public RetryConfig {
        backoffFor = List.copyOf(backoffFor);
        retryOn = List.copyOf(retryOn);
        abortOn = List.copyOf(abortOn);
    }
}
