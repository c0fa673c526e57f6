package io.kafkadlq.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.kafkadlq.api.ChannelControl;
import io.kafkadlq.api.DlqDesk;
import io.kafkadlq.api.cdi.DeadLettered;
import io.kafkadlq.api.cdi.DlqChannel;
import io.kafkadlq.api.cdi.DlqStrategy;
import io.kafkadlq.api.config.StoreConfig;
import io.kafkadlq.api.flow.BackpressureStrategy;
import io.kafkadlq.api.flow.LoadMetrics;
import io.kafkadlq.api.model.DlqStatus;
import io.kafkadlq.api.model.ErrorType;
import io.kafkadlq.api.model.ExceptionChain;
import io.kafkadlq.api.model.RecordSummary;
import io.kafkadlq.api.policy.RetryPolicy;
import io.kafkadlq.api.spi.CustomBackoff;
import io.kafkadlq.api.spi.FailureClassifier;
import io.kafkadlq.api.store.DlqStorage;
import io.kafkadlq.api.store.DlqStorageFactory;
import io.kafkadlq.api.store.QueryCriteria;
import io.kafkadlq.api.store.StoreFixtures;
import io.kafkadlq.cdi.fault.KafkaGuard;
import io.kafkadlq.cdi.fault.StoreGuard;
import io.kafkadlq.core.memory.MemoryStorage;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.DeploymentException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Beans that the configuration chooses by name, and those that need none. */
class PluginBeansTest {

    private static final String HERE = PluginBeansTest.class.getName() + "$";
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Map<String, String> HALF = Map.of("dlq.channel.default.backpressure.strategy", "half");
    private static final List<String> SEEN = new CopyOnWriteArrayList<>();

    @BeforeEach
    void forget() {
        SEEN.clear();
    }

    private static Container running(Map<String, String> settings, Class<?>... beans) {
        var all = new ArrayList<Class<?>>(List.of(DlqProducer.class, StoreGuard.class, KafkaGuard.class));
        all.addAll(List.of(beans));
        return Container.of(settings, all.toArray(Class<?>[]::new));
    }

    private static String refusal(Map<String, String> settings, Class<?>... beans) {
        return catchThrowableOfType(DeploymentException.class, () -> Container.of(settings, beans)
                        .close())
                .getMessage();
    }

    private static List<RecordSummary> stored(Container container) {
        return StoreFixtures.value(container.bean(DlqDesk.class).query(QueryCriteria.everything()))
                .items();
    }

    @Test
    void shouldUseTheStrategyThatTheConfigurationNames() {
        try (var container = running(HALF, Half.class)) {
            var control = container.bean(ChannelControl.class);

            await().atMost(SOON)
                    .untilAsserted(() ->
                            assertThat(control.flow().store().acceptance()).isEqualTo(0.5));
        }
    }

    @Test
    void shouldMakeNoBeanToKnowThatTheConfigurationIsRight() {
        Container.of(HALF, Half.class).close();

        assertThat(SEEN).isEmpty();
    }

    @Test
    void shouldNameTheBeansThereAreWhenAskedForAnother() {
        assertThat(refusal(Map.of("dlq.channel.default.backpressure.strategy", "halve"), Half.class))
                .contains(
                        "dlq.channel.default.backpressure.strategy is 'halve': expected one of threshold, adaptive, half");
        assertThat(refusal(Map.of("dlq.store.type", "heep"), Heap.class)).contains("dlq.store.type is 'heep'", "heap");
    }

    @Test
    void shouldLetADependentBeanLiveAsLongAsTheEngine() {
        try (var container =
                running(Map.of("dlq.channel.orders.retry.backoff", "custom:at-once"), Orders.class, AtOnce.class)) {
            container.bean(Orders.class).book(Records.at(1));

            await().atMost(SOON).untilAsserted(() -> assertThat(stored(container))
                    .extracting(RecordSummary::status)
                    .containsExactly(DlqStatus.SUCCESS));
            assertThat(SEEN).containsOnly("backoff");
        }
        assertThat(SEEN).endsWith("backoff is gone");
    }

    @Test
    void shouldOpenTheStorageThatABeanBrings() {
        try (var container = running(Map.of("dlq.store.type", "heap"), Orders.class, Heap.class)) {
            container.bean(Orders.class).book(Records.at(1));

            assertThat(stored(container)).hasSize(1);
            assertThat(SEEN).containsExactly("heap opened");
        }
    }

    @Test
    void shouldAskClassifiersThatAreBeans() {
        try (var container = running(Map.of(), Orders.class, SoldOut.class)) {
            container.bean(Orders.class).book(Records.at(1));

            assertThat(stored(container)).extracting(RecordSummary::errorType).containsExactly(ErrorType.BUSINESS);
        }
    }

    @Test
    void shouldRetryAChannelByThePolicyOfABean() {
        try (var container = running(Map.of("dlq.channel.orders.retry.max-attempts", "9"), Orders.class, Once.class)) {
            container.bean(Orders.class).book(Records.at(1));

            assertThat(stored(container)).extracting(RecordSummary::status).containsExactly(DlqStatus.FAILED);
        }
    }

    @Test
    void shouldHaveTheChannelThatAPolicyIsFor() {
        try (var container = Container.of(Map.of(), Once.class)) {
            assertThat(container.extension().config().channels()).containsKey("orders");
        }
    }

    @Test
    void shouldRefuseANameThatTwoHave() {
        assertThat(refusal(Map.of(), Half.class, OtherHalf.class))
                .contains("There are several backpressure strategies called 'half': ")
                .contains("bean " + HERE + "Half", "bean " + HERE + "OtherHalf", ": give them different names");
        assertThat(refusal(Map.of(), Fibonacci.class))
                .contains("There are several backoffs called 'fibonacci': bean " + HERE
                        + "Fibonacci and service io.kafkadlq.boot.Fibonacci: give them different names");
        assertThat(refusal(Map.of(), Threshold.class))
                .contains("There are several backpressure strategies called 'threshold': bean " + HERE
                        + "Threshold and the one that is built in: give them different names");
    }

    @Test
    void shouldRefuseTwoPoliciesForOneChannel() {
        assertThat(refusal(Map.of(), Once.class, Twice.class))
                .contains("Channel 'orders' has more than one RetryPolicy: ")
                .contains("bean that " + HERE + "Once produces", "bean that " + HERE + "Twice produces")
                .contains(": leave one of them");
    }

    @Test
    void shouldRefuseWhatCannotBeChosenByName() {
        assertThat(refusal(Map.of(), Nothing.class))
                .contains("@DlqStrategy(\"nothing\") is on the bean " + HERE
                        + "Nothing, which is none of what can be chosen by name: implement one of BackpressureStrategy,"
                        + " CustomBackoff, ThreadPlacement, DlqStorageFactory, or remove the annotation");
        assertThat(refusal(Map.of(), Misnamed.class))
                .contains("@DlqStrategy of the bean " + HERE
                        + "Misnamed gives the name 'half of it': expected 1 to 64 letters, digits, ., - and _");
    }

    /** A consumer that fails at first. */
    @ApplicationScoped
    static class Orders {

        private boolean failed;

        @DeadLettered(channel = "orders")
        synchronized void book(ConsumerRecord<byte[], byte[]> order) {
            if (!failed) {
                failed = true;
                throw new IllegalStateException("sold out");
            }
        }
    }

    private static double half() {
        SEEN.add("half");
        return 0.5;
    }

    @ApplicationScoped
    @DlqStrategy("half")
    static class Half implements BackpressureStrategy {

        @Override
        public double acceptance(double present, LoadMetrics load) {
            return half();
        }
    }

    @ApplicationScoped
    @DlqStrategy("half")
    static class OtherHalf extends Half {}

    @ApplicationScoped
    @DlqStrategy("threshold")
    static class Threshold extends Half {}

    @ApplicationScoped
    @DlqStrategy("half of it")
    static class Misnamed extends Half {}

    @ApplicationScoped
    @DlqStrategy("nothing")
    static class Nothing {}

    /** A backoff that is its user's. */
    @Dependent
    @DlqStrategy("at-once")
    static class AtOnce implements CustomBackoff {

        @Override
        public Duration delayAfter(int failures) {
            SEEN.add("backoff");
            return Duration.ZERO;
        }

        @PreDestroy
        void end() {
            SEEN.add("backoff is gone");
        }
    }

    @Dependent
    @DlqStrategy("fibonacci")
    static class Fibonacci extends AtOnce {}

    /** A storage that needs no class path. */
    @ApplicationScoped
    @DlqStrategy("heap")
    static class Heap implements DlqStorageFactory {

        @Override
        public DlqStorage open(StoreConfig config, ThreadFactory threads, Clock clock) {
            SEEN.add("heap opened");
            return new MemoryStorage(clock);
        }
    }

    @ApplicationScoped
    static class SoldOut implements FailureClassifier {

        @Override
        public Optional<ErrorType> classify(ExceptionChain exceptions) {
            return Optional.of(ErrorType.BUSINESS);
        }
    }

    @ApplicationScoped
    static class Once {

        @Produces
        @DlqChannel("orders")
        RetryPolicy policy() {
            return RetryPolicy.builder().maxAttempts(1).build();
        }
    }

    @ApplicationScoped
    static class Twice {

        @Produces
        @DlqChannel("orders")
        RetryPolicy policy() {
            return RetryPolicy.builder().maxAttempts(2).build();
        }
    }
}
