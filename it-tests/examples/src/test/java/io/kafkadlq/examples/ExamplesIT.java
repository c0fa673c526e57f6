package io.kafkadlq.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.kafkadlq.rig.KafkaBroker;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs each example's main against a real broker, and reads what it prints. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ExamplesIT {

    private static KafkaBroker broker;

    @BeforeAll
    static void startBroker() {
        broker = KafkaBroker.start(Path.of(System.getProperty("it.work"), "broker-" + System.nanoTime()));
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    /** As a command line runs it. */
    @FunctionalInterface
    private interface Main {

        void run(String... arguments) throws Exception;
    }

    private static List<String> linesOf(Main example) throws Exception {
        var printed = new ByteArrayOutputStream();
        PrintStream usual = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            example.run(broker.bootstrapServers());
        } finally {
            System.setOut(usual);
        }
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void shouldHandOverWhatFails() throws Exception {
        assertThat(linesOf(HandOverWhatFails::main))
                .containsExactlyInAnyOrder(
                        "an order of anna is booked",
                        "an order of bert failed and is STORED",
                        "an order of cleo is booked");
    }

    @Test
    void shouldDoAsTheQuickstartInAServer() throws Exception {
        assertThat(linesOf(Quickstart::main))
                .containsExactly(
                        "dead letter: java.lang.IllegalStateException", "booked after all", "retries succeeded: 1");
    }

    @Test
    void shouldPollAndHandle() throws Exception {
        assertThat(linesOf(PollAndHandle::main))
                .containsExactlyInAnyOrder(
                        "an order of anna is booked at attempt 1",
                        "an order of cleo is booked at attempt 1",
                        "an order of bert is booked at attempt 2",
                        "1 dead letter")
                .endsWith("1 dead letter");
    }

    @Test
    void shouldRetryByErrorType() throws Exception {
        assertThat(linesOf(RetryByErrorType::main))
                .containsExactly(
                        "timeout: TIMEOUT, FAILED after 4 attempts",
                        "connection: DEPENDENCY_UNAVAILABLE, FAILED after 4 attempts",
                        "unknown customer: UNKNOWN, FAILED after 0 attempts");
    }

    @Test
    void shouldTellItsOwnErrorTypes() throws Exception {
        assertThat(linesOf(OwnErrorTypes::main))
                .containsExactly(
                        "SoldOut: BUSINESS, so it is FAILED",
                        "handled again",
                        "IllegalStateException: UNKNOWN, so it is SUCCESS");
    }

    @Test
    void shouldHoldSkipAndRedrive() throws Exception {
        assertThat(linesOf(DeskOfAnOperator::main))
                .containsExactlyInAnyOrder("ON_HOLD: 1", "SKIPPED: 1", "SUCCESS: 1", "REDRIVE by anna: DONE");
    }

    @Test
    void shouldHandleInLists() throws Exception {
        assertThat(linesOf(HighThroughput::main))
                .singleElement()
                .asString()
                .matches("20000 orders in lists of \\d{2,4} on average, 20 dead letters");
    }

    @Test
    void shouldStoreAtOnce() throws Exception {
        assertThat(linesOf(LowLatency::main))
                .singleElement()
                .asString()
                .matches("500 dead letters, each durable within \\d+ us in the median and \\d+ us in 99 of 100 cases");
    }

    @Test
    void shouldSlowDownInsteadOfDropping() throws Exception {
        assertThat(linesOf(SlowDownInsteadOfDropping::main))
                .containsExactly("300 orders handled, no faster than 200 a second", "200.0 permits a second");
    }

    @Test
    void shouldLeaveADependencyAloneThatIsDown() throws Exception {
        assertThat(linesOf(DependencyDown::main))
                .startsWith("breaker OPEN")
                .contains("breaker CLOSED")
                .endsWith("100 orders booked", "few dead letters");
    }

    @Test
    void shouldKeepDeadLettersInItsOwnStorage() throws Exception {
        assertThat(linesOf(OwnStorage::main))
                .containsExactly(
                        "java.lang.IllegalStateException: no stock", "java.lang.IllegalStateException: no card");
    }
}
