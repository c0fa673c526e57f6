package io.kafkadlq.boot;

import static io.kafkadlq.api.store.StoreFixtures.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkadlq.api.DlqConfigException;
import io.kafkadlq.api.DlqHandler;
import io.kafkadlq.api.DlqRuntime;
import io.kafkadlq.api.model.DlqHeaders;
import io.kafkadlq.api.model.Payload;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.model.RecordSummary;
import io.kafkadlq.api.store.QueryCriteria;
import io.kafkadlq.api.store.StoreFixtures;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records are found by the headers that their channel's configuration names. */
class IndexedHeadersTest {

    private static DlqRuntime runtime(String payloads) {
        return DlqHandler.builder()
                .setting("dlq.store.type", "memory")
                .setting("dlq.channels", "x,y")
                .setting("dlq.channel.x.indexed-headers", "tenant,trace")
                .setting("dlq.channel.x.payload.store", payloads)
                .build();
    }

    private static RecordId submit(DlqRuntime dlq, String channel, DlqHeaders headers) {
        DlqHandler handler = dlq.channel(channel);
        var payload = Payload.of(utf8("key"), utf8("value"), headers);
        return handler.submit(handler.newRecord(payload).build())
                .toCompletableFuture()
                .join()
                .id();
    }

    private static List<RecordId> found(DlqRuntime dlq, String name, String value) {
        return StoreFixtures.value(dlq.desk().query(QueryCriteria.everything().withHeader(name, value)))
                .items()
                .stream()
                .map(RecordSummary::id)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"full", "none"})
    void shouldFindRecordsByTheHeadersOfTheirChannelOnly(String payloads) {
        try (DlqRuntime dlq = runtime(payloads)) {
            var headers = new DlqHeaders.Builder()
                    .add("tenant", utf8("acme"))
                    .add("tenant", utf8("other"))
                    .add("trace", null)
                    .add("user", utf8("jo"))
                    .build();
            RecordId here = submit(dlq, "x", headers);
            submit(dlq, "y", headers);

            assertThat(found(dlq, "tenant", "acme")).containsExactly(here);
            assertThat(found(dlq, "tenant", "other")).containsExactly(here);
            assertThat(found(dlq, "Tenant", "acme")).isEmpty();
            assertThat(found(dlq, "trace", "")).isEmpty();
            assertThat(found(dlq, "user", "jo")).isEmpty();
        }
    }

    // Who sends a header a million times must not fill the store.
    @Test
    void shouldFindARecordByTheFirstOfVeryManyHeaders() {
        try (DlqRuntime dlq = runtime("full")) {
            var many = new DlqHeaders.Builder();
            IntStream.range(0, 1_000).forEach(number -> many.add("tenant", utf8("t" + number)));
            RecordId id = submit(dlq, "x", many.build());

            assertThat(found(dlq, "tenant", "t0")).containsExactly(id);
            assertThat(found(dlq, "tenant", "t63")).containsExactly(id);
            assertThat(found(dlq, "tenant", "t64")).isEmpty();
        }
    }

    @Test
    void shouldRefuseTooManyAndTooLong() {
        String many =
                IntStream.rangeClosed(1, 17).mapToObj(number -> "h" + number).collect(Collectors.joining(","));
        var builder = DlqHandler.builder()
                .setting("dlq.store.type", "memory")
                .setting("dlq.channels", "x,y")
                .setting("dlq.channel.x.indexed-headers", many)
                .setting("dlq.channel.y.indexed-headers", "n".repeat(256));

        assertThatThrownBy(builder::build)
                .isInstanceOf(DlqConfigException.class)
                .hasMessageContaining("dlq.channel.x.indexed-headers is '" + many + "': expected 16 names at the most")
                .hasMessageContaining("dlq.channel.y.indexed-headers is 'nnn")
                .hasMessageContaining("': expected names of 255 characters at the most");
    }
}
