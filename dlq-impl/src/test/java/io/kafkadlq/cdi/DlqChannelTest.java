package io.kafkadlq.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kafkadlq.api.ChannelControl;
import io.kafkadlq.api.ChannelState;
import io.kafkadlq.api.DlqDesk;
import io.kafkadlq.api.DlqHandler;
import io.kafkadlq.api.cdi.DlqChannel;
import io.kafkadlq.api.model.DlqHeaders;
import io.kafkadlq.api.model.Payload;
import io.kafkadlq.api.model.RecordSummary;
import io.kafkadlq.api.store.QueryCriteria;
import io.kafkadlq.api.store.StoreFixtures;
import io.kafkadlq.cdi.fault.KafkaGuard;
import io.kafkadlq.cdi.fault.StoreGuard;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.spi.DeploymentException;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is injected by a channel's name, into beans of an application that runs. */
class DlqChannelTest {

    private static final String HERE = DlqChannelTest.class.getName() + "$";

    private static Container running(Map<String, String> settings, Class<?>... beans) {
        var all = new ArrayList<Class<?>>(List.of(DlqProducer.class, StoreGuard.class, KafkaGuard.class));
        all.addAll(List.of(beans));
        return Container.of(settings, all.toArray(Class<?>[]::new));
    }

    private static String refusal(Class<?>... beans) {
        return catchThrowableOfType(DeploymentException.class, () -> Container.of(Map.of(), beans)
                        .close())
                .getMessage();
    }

    private static void submitTo(DlqHandler dlq) {
        var letter = dlq.newRecord(Payload.of(null, new byte[] {1}, DlqHeaders.none()));
        dlq.submit(letter.build()).toCompletableFuture().join();
    }

    @Test
    void shouldInjectTheHandlerOfTheChannelThatIsNamed() {
        try (var container = running(Map.of(), Shop.class)) {
            var shop = container.bean(Shop.class);

            submitTo(shop.orders);
            submitTo(shop.any);

            var stored = StoreFixtures.value(container.bean(DlqDesk.class).query(QueryCriteria.everything()));
            assertThat(stored.items())
                    .extracting(RecordSummary::channel)
                    .containsExactlyInAnyOrder("orders", "default");
        }
    }

    @Test
    void shouldInjectTheSwitchOfTheChannelThatIsNamed() {
        try (var container = running(Map.of(), Shop.class)) {
            var shop = container.bean(Shop.class);

            shop.control.pause("by a test");

            assertThat(shop.control.state()).isEqualTo(ChannelState.PAUSED);
            assertThat(shop.anyControl.state()).isEqualTo(ChannelState.RUNNING);
            assertThat(shop.byDefault.state()).isEqualTo(ChannelState.RUNNING);
            assertThat(container.bean(DlqDesk.class).control("orders").state()).isEqualTo(ChannelState.PAUSED);
        }
    }

    @Test
    void shouldLetCodeSelectAChannelThatTheConfigurationLists() {
        try (var container = running(Map.of("dlq.channels", "default, listed"))) {
            submitTo(container.bean(DlqHandler.class, DlqChannel.Literal.of("listed")));

            var stored = StoreFixtures.value(container.bean(DlqDesk.class).query(QueryCriteria.everything()));
            assertThat(stored.items()).extracting(RecordSummary::channel).containsExactly("listed");
        }
    }

    @Test
    void shouldSayWhichNameIsIllegalAndWhereItStands() {
        assertThat(refusal(ScriptedDoor.class, Misnamed.class))
                .contains(
                        "@DlqChannel field " + HERE
                                + "Misnamed.orders names the channel 'or.ders': expected 1 to 64 letters, digits, - and _",
                        "@DlqChannel parameter 1 of " + HERE
                                + "Misnamed names the channel '': expected 1 to 64 letters, digits, - and _");
    }

    /** A bean that has a channel's handler and switch, and those of no channel in particular. */
    @Dependent
    static class Shop {

        @Inject
        @DlqChannel("orders")
        DlqHandler orders;

        @Inject
        @DlqChannel("orders")
        ChannelControl control;

        @Inject
        @DlqChannel("default")
        ChannelControl byDefault;

        @Inject
        DlqHandler any;

        @Inject
        ChannelControl anyControl;
    }

    /** A bean with names that no channel can have. */
    @ApplicationScoped
    static class Misnamed {

        @Inject
        @DlqChannel("or.ders")
        DlqHandler orders;

        Misnamed() {}

        @Inject
        Misnamed(@DlqChannel("") DlqHandler nameless) {}
    }
}
