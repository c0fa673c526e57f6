package io.kafkadlq.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkadlq.api.DlqException;
import io.kafkadlq.api.RecordHandler;
import io.kafkadlq.api.flow.BackpressureStrategy;
import io.kafkadlq.api.model.DlqHeaders;
import io.kafkadlq.api.model.Payload;
import io.kafkadlq.api.policy.RetryPolicy;
import io.kafkadlq.core.config.Configured;
import io.kafkadlq.core.engine.Application;
import io.kafkadlq.core.guard.PlainGuards;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedEngineTest {

    private static final RecordHandler HANDLER = RecordHandler.each(record -> {});
    private static final Application HANDLING = Application.handling(Map.of("default", HANDLER));

    private static final Plugins OWN = Plugins.of(new PluginSource() {
        @Override
        public <T> List<Plugin<T>> all(Class<T> type) {
            return type == BackpressureStrategy.class
                    ? List.of(new Plugin<>("mine", "bean Mine", () -> type.cast(new HalfOpenDoors())))
                    : List.of();
        }
    });

    private final Deque<SharedEngine> joined = new ArrayDeque<>();

    @AfterEach
    void closeAll() {
        joined.forEach(SharedEngine::close);
    }

    private SharedEngine join(Application application) {
        return join(application, Plugins.besideUs());
    }

    private SharedEngine join(Application application, Plugins plugins) {
        var engine = SharedEngine.join(
                "shop",
                Configured.by(Map.of("dlq.store.type", "memory")),
                application,
                new Surroundings(Thread::new, PlainGuards.by(key -> Optional.empty(), Thread::new), plugins));
        joined.push(engine);
        return engine;
    }

    /** Whether it takes a record, or says that it is closed. */
    private static boolean isRunning(SharedEngine engine) {
        var letter = engine.handler().newRecord(Payload.of(null, new byte[] {1}, DlqHeaders.none()));
        return engine.handler()
                .submit(letter.build())
                .handle((receipt, failure) -> failure == null)
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    @Test
    void shouldStopWithTheLastOfThoseWhoHandleNothing() {
        var first = join(Application.none());
        var second = join(Application.none());

        first.close();
        assertThat(isRunning(second)).isTrue();

        second.close();
        assertThat(isRunning(second)).isFalse();
    }

    @Test
    void shouldStopWithTheOneWhoseHandlersItCalls() {
        var first = join(HANDLING);
        var second = join(HANDLING);
        var third = join(Application.none());

        second.close();
        assertThat(isRunning(third)).isTrue();

        first.close();
        assertThat(isRunning(third)).isFalse();
    }

    @Test
    void shouldStartAnewAfterThat() {
        var first = join(HANDLING);
        var late = join(Application.none());
        first.close();

        var next = join(HANDLING);
        late.close();

        assertThat(isRunning(next)).isTrue();
    }

    @Test
    void shouldRefuseHandlersThatWouldNotBeCalled() {
        join(Application.none());

        assertThatThrownBy(() -> join(HANDLING))
                .isInstanceOf(DlqException.class)
                .hasMessage(
                        "Another module of this application has started the DLQ engine, with handlers for no channel;"
                                + " those that this one brings, for channel default, would not be called: put all beans with handlers"
                                + " into one WAR, or into EAR/lib");
    }

    @Test
    void shouldRefusePoliciesThatWouldNotBeFollowed() {
        join(Application.none());

        assertThatThrownBy(() -> join(new Application(Map.of(), Map.of(), Map.of("default", RetryPolicy.DEFAULT))))
                .isInstanceOf(DlqException.class)
                .hasMessage(
                        "Another module of this application has started the DLQ engine without the RetryPolicy that"
                                + " this one has for channel default: put all beans with retry policies into one WAR, or into EAR/lib");
    }

    @Test
    void shouldRefuseStrategiesThatWouldNotBeUsed() {
        join(Application.none());

        assertThatThrownBy(() -> join(Application.none(), OWN))
                .isInstanceOf(DlqException.class)
                .hasMessage(
                        "Another module of this application has started the DLQ engine without what this one plugs in,"
                                + " bean Mine: put all beans with strategies into one WAR, or into EAR/lib");
    }

    @Test
    void shouldStopWithTheOneWhoseStrategiesItUses() {
        var first = join(Application.none(), OWN);
        var second = join(Application.none(), OWN);

        first.close();

        assertThat(isRunning(second)).isFalse();
    }
}
