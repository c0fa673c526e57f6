package io.kafkadlq.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kafkadlq.api.cdi.EnableKafkaDlq;
import io.kafkadlq.api.config.DlqConfig;
import jakarta.enterprise.inject.spi.DeploymentException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Channels and defaults that an application's code says it has. */
class EnableKafkaDlqTest {

    private static final String HERE = EnableKafkaDlqTest.class.getName() + "$";

    private static DlqConfig config(Map<String, String> settings, Class<?>... beans) {
        try (var container = Container.of(settings, beans)) {
            return container.extension().config();
        }
    }

    private static String refusal(Map<String, String> settings, Class<?>... beans) {
        return catchThrowableOfType(DeploymentException.class, () -> config(settings, beans))
                .getMessage();
    }

    private static int maxAttempts(DlqConfig config) {
        return config.channels().get("orders").retry().maxAttempts().orElseThrow();
    }

    @Test
    void shouldHaveTheChannelsOfAllClasses() {
        DlqConfig config = config(Map.of("dlq.channels", "listed"), Orders.class, Payments.class);

        assertThat(config.channels()).containsOnlyKeys("default", "listed", "orders", "payments");
    }

    @Test
    void shouldSetWhatTheConfigurationDoesNot() {
        assertThat(maxAttempts(config(Map.of(), Orders.class))).isEqualTo(3);
        assertThat(maxAttempts(config(Map.of("dlq.channel.orders.retry.max-attempts", " "), Orders.class)))
                .isEqualTo(3);
    }

    @Test
    void shouldLeaveToTheConfigurationWhatItSets() {
        assertThat(maxAttempts(config(Map.of("dlq.channel.orders.retry.max-attempts", "7"), Orders.class)))
                .isEqualTo(7);
    }

    @Test
    void shouldNameTheClassBehindAValueThatCannotWork() {
        assertThat(refusal(Map.of(), TooMany.class))
                .contains(
                        "dlq.channel.orders.batch.writers is 'many'",
                        "(set by @EnableKafkaDlq class " + HERE + "TooMany)");
    }

    @Test
    void shouldNotNameTheClassWhereTheConfigurationIsWrong() {
        assertThat(refusal(Map.of("dlq.channel.orders.batch.writers", "none"), TooMany.class))
                .contains("dlq.channel.orders.batch.writers is 'none'")
                .doesNotContain("TooMany");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Misspelt | sets a key in vain: dlq.channel.orders.batch.writer has no effect: did you mean"
                        + " dlq.channel.orders.batch.writers?",
                "Dotted | sets a key in vain: dlq.node.id has no effect: did you mean dlq.node-id?",
                "Unlisted | sets a key in vain: dlq.channel.parcels.batch.writers has no effect: parcels is not among"
                        + " dlq.channels",
                "Valueless | has the setting 'dlq.node-id': expected key=value, with a key that begins with dlq.",
                "Foreign | has the setting 'mp.port=…': expected key=value, with a key that begins with dlq.",
                "Misnamed | names the channel 'or.ders': expected 1 to 64 letters, digits, - and _"
            })
    void shouldSayWhichClassIsWrong(String name, String problem) throws ClassNotFoundException {
        Class<?> bean = Class.forName(HERE + name);

        assertThat(refusal(Map.of(), bean)).contains("@EnableKafkaDlq class " + HERE + name + " " + problem);
    }

    @Test
    void shouldRefuseTwoValuesForOneKey() {
        assertThat(refusal(Map.of(), Orders.class, OtherOrders.class))
                .contains(
                        "sets dlq.channel.orders.retry.max-attempts to another value than " + HERE,
                        ": leave one of them, or set it in the configuration alone");
    }

    @Test
    void shouldTakeTheSameValueTwice() {
        assertThat(maxAttempts(config(Map.of(), Orders.class, OrdersAgain.class)))
                .isEqualTo(3);
    }

    @EnableKafkaDlq(
            channels = "orders",
            settings = {"dlq.channel.orders.retry.max-attempts=3", "dlq.node-id = shop"})
    static class Orders {}

    @EnableKafkaDlq(settings = "dlq.channel.orders.retry.max-attempts=3")
    static class OrdersAgain {}

    @EnableKafkaDlq(settings = "dlq.channel.orders.retry.max-attempts=4")
    static class OtherOrders {}

    @EnableKafkaDlq(channels = "payments")
    static class Payments {}

    @EnableKafkaDlq(channels = "orders", settings = "dlq.channel.orders.batch.writers=many")
    static class TooMany {}

    @EnableKafkaDlq(channels = "orders", settings = "dlq.channel.orders.batch.writer=1")
    static class Misspelt {}

    @EnableKafkaDlq(settings = "dlq.node.id=shop")
    static class Dotted {}

    @EnableKafkaDlq(settings = "dlq.channel.parcels.batch.writers=1")
    static class Unlisted {}

    @EnableKafkaDlq(settings = "dlq.node-id")
    static class Valueless {}

    @EnableKafkaDlq(settings = "mp.port=1")
    static class Foreign {}

    @EnableKafkaDlq(channels = "or.ders")
    static class Misnamed {}
}
