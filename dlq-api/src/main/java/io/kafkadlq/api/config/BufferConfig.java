package io.kafkadlq.api.config;

/** The ring between intake and batch. A full ring slows the source down; nothing is dropped. */
public record BufferConfig(
        @Setting(
                doc = "Records the ring holds; rounded up to a power of two",
                byDefault = "16384",
                min = "64",
                max = "4194304")
        int size,

        @Setting(
                doc = "Bytes of key, value and headers held between intake and store",
                byDefault = "134217728",
                min = "1048576",
                max = "17179869184")
        long maxBytes,

        @Setting(doc = "How the ring's consumers wait", byDefault = "blocking")
        WaitStrategyType waitStrategy,

        @Setting(
                doc = "Threads that read what the headers of dead letters say, each a consumer of the ring",
                byDefault = "1",
                min = "1",
                max = "16")
        int readers) {}
