package io.kafkadlq.core.buffer;

import io.kafkadlq.api.config.WaitStrategyType;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** What this package says, ids DLQ-0250 to DLQ-0299. */
final class Log {

    private static final Logger LOGGER = System.getLogger("io.kafkadlq.buffer");

    private Log() {}

    static void readerDefect(Throwable defect) {
        LOGGER.log(Level.ERROR, () -> "DLQ-0251 A reader of the ring failed on a record and goes on", defect);
    }

    static void answerDefect(Throwable defect) {
        LOGGER.log(Level.ERROR, () -> "DLQ-0255 Whoever brought a record failed on getting it back", defect);
    }

    static void sizeRounded(String channel, int asked, int rounded) {
        LOGGER.log(
                Level.INFO,
                "DLQ-0252 The ring of channel {0} holds {1} records: the {2} asked for, rounded up to a power of two",
                channel,
                Integer.toString(rounded),
                Integer.toString(asked));
    }

    static void tooFewCoresToSpin(String channel, WaitStrategyType waiting, int needed, int cores) {
        LOGGER.log(
                Level.WARNING,
                "DLQ-0253 The ring of channel {0} waits {1}, which wants {2} cores, but there are {3}: its readers take"
                        + " the CPU from those they wait for. Set dlq.channel.{0}.buffer.wait-strategy to blocking",
                channel,
                waiting,
                Integer.toString(needed),
                Integer.toString(cores));
    }

    static void readerInterrupted() {
        LOGGER.log(Level.WARNING, "DLQ-0254 A reader of the ring was interrupted and ends");
    }
}
