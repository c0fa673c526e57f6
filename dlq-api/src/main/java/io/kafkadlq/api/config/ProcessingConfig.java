package io.kafkadlq.api.config;

import java.util.List;
import java.util.Optional;

/** How records of source topics reach the channel's handler. Only what the handler fails on becomes a dead letter. */
public record ProcessingConfig(
        @Setting(
                doc =
                        "Topics whose records the channel's handler gets, names or pattern:<regex>; none: no handler runs")
        List<String> topics,

        @Setting(doc = "Consumer group that reads them; the channel's name if absent")
        Optional<String> consumerGroup,

        @Setting(doc = "Consumers of them on this instance", byDefault = "1", min = "1", max = "64")
        int consumers,

        @Setting(
                doc = "parallel: record by record; hybrid: lists of few keys; batch: the longest lists",
                byDefault = "parallel")
        ProcessingMode mode,

        @Setting(
                doc =
                        "Handlers at work at once; 0: one a core. More than cores are taken to wait for others: they run on"
                                + " virtual threads where the JDK has them (21 on), else on as many threads",
                byDefault = "0",
                min = "0",
                max = "10000")
        int concurrency,

        @Setting(doc = "Most records in one list for a handler of lists", byDefault = "500", min = "1", max = "10000")
        int maxBatch,

        @Setting(
                doc =
                        "Records of one lane (keys that share it) waiting for their handler before their partition is paused;"
                                + " with order partition only max-under-way counts",
                byDefault = "1024",
                min = "1",
                max = "65536")
        int maxWaiting,

        @Setting(
                doc = "Records of one partition read and not done, for whom memory and the work repeated after a crash"
                        + " are bounded",
                byDefault = "8192",
                min = "64",
                max = "1048576")
        int maxUnderWay,

        @Setting(
                doc = "Where worker threads run: none, or the name of a ThreadPlacement such as openhft",
                byDefault = "none")
        String threadPlacement) {

    public ProcessingConfig {
        topics = List.copyOf(topics);
    }
}
