package io.kafkadlq.kafka.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kafkadlq.api.DlqException;
import io.kafkadlq.api.model.DlqHeader;
import io.kafkadlq.api.model.DlqHeaders;
import io.kafkadlq.api.model.Failure;
import io.kafkadlq.api.model.Origin;
import io.kafkadlq.api.spi.Dialect;
import io.kafkadlq.api.spi.DialectReading;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DialectRegistryTest {

    private final DialectRegistry registry =
            DialectRegistry.discoveredBy(getClass().getClassLoader());

    private static final Letter SPRING =
            new Letter().text("kafka_dlt-original-topic", "orders").text("kafka_dlt-exception-fqcn", "spring.Failure");

    private record FakeDialect(
            String id, Predicate<String> ownership, Function<List<DlqHeader>, DialectReading> reading)
            implements Dialect {

        @Override
        public boolean owns(String headerName) {
            return ownership.test(headerName);
        }

        @Override
        public DialectReading read(List<DlqHeader> headers) {
            return reading.apply(headers);
        }
    }

    private static Dialect failing(RuntimeException defect) {
        return new FakeDialect("mine", name -> true, headers -> {
            throw defect;
        });
    }

    @Test
    void shouldAskOursFirstAndTheOthersById() {
        assertThat(registry.ids()).containsExactly("dlq", "kafka-connect", "smallrye-dlq", "spring-classic");
    }

    @Test
    void shouldHaveNothingToSayOfARecordWithoutHeaders() {
        assertThat(registry.read(DlqHeaders.none())).isSameAs(Decoded.nothing());
    }

    @Test
    void shouldHaveNothingToSayOfForeignHeaders() {
        var headers = new Letter().text("traceparent", "00-1-2-01").nothing("").headers();

        assertThat(registry.read(headers)).isEqualTo(Decoded.nothing());
    }

    @Test
    void shouldHearTheForeignDialectOnARecordThatWeRedrove() {
        var headers = new Letter()
                .text("dlq-record-id", "019abcde-0000-7000-8000-000000000001")
                .text("dlq-redrive-count", "2")
                .with(SPRING)
                .headers();

        var decoded = registry.read(headers);

        assertThat(decoded.dialectIds()).containsExactly("dlq", "spring-classic");
        assertThat(decoded.origin().topic()).contains("orders");
        assertThat(decoded.failure().exceptionClass()).contains("spring.Failure");
        assertThat(decoded.redriveCount()).isEqualTo(2);
        assertThat(decoded.problems()).isEmpty();
    }

    @Test
    void shouldPreferOursWhereItKnows() {
        var headers = new Letter()
                .with(SPRING)
                .text("dlq-origin-topic", "payments")
                .text("dlq-exception-class", "our.Failure")
                .headers();

        var decoded = registry.read(headers);

        assertThat(decoded.origin()).isEqualTo(Origin.unknown().withTopic("payments"));
        assertThat(decoded.failure().exceptionClass()).contains("our.Failure");
    }

    @Test
    void shouldNotMixTheOriginsOfTwoDialects() {
        var headers =
                new Letter().text("dlq-consumer-group", "booking").with(SPRING).headers();

        assertThat(registry.read(headers).origin()).isEqualTo(Origin.unknown().withTopic("orders"));
    }

    @Test
    void shouldTakeTheHighestRedriveCount() {
        var mine = new FakeDialect(
                "mine",
                name -> true,
                headers -> new DialectReading(Origin.unknown(), Failure.unexplained(), 7, List.of()));

        var decoded = DialectRegistry.of(List.of(mine, new DlqDialect()))
                .read(new Letter().text("dlq-redrive-count", "3").headers());

        assertThat(decoded.redriveCount()).isEqualTo(7);
    }

    @Test
    void shouldOwnWhatAnyDialectOwns() {
        assertThat(registry.ownedBy(registry.ids(), "dlq-record-id")).isTrue();
        assertThat(registry.ownedBy(registry.ids(), "__connect.errors.stage")).isTrue();
        assertThat(registry.ownedBy(registry.ids(), "dead-letter-reason")).isTrue();
        assertThat(registry.ownedBy(registry.ids(), "kafka_deliveryAttempt")).isTrue();
        assertThat(registry.ownedBy(registry.ids(), "traceparent")).isFalse();
        assertThat(registry.ownedBy(List.of("kafka-connect"), "dead-letter-reason"))
                .isFalse();
    }

    @Nested
    class WhenAUsersDialectIsBroken {

        private final DialectRegistry broken =
                DialectRegistry.of(List.of(failing(new IllegalStateException("no\nidea")), new SpringClassicDialect()));

        @Test
        void shouldReportItAndKeepWhatTheOthersSay() {
            var decoded = broken.read(SPRING.headers());

            assertThat(decoded.origin().topic()).contains("orders");
            assertThat(decoded.dialectIds()).containsExactly("mine", "spring-classic");
            assertThat(decoded.problems())
                    .containsExactly("Dialect mine failed: java.lang.IllegalStateException: no idea");
        }

        @Test
        void shouldReportNullsAndEndlessRecursion() {
            var nothing = new FakeDialect("nothing", name -> true, headers -> null);
            var hollow =
                    new FakeDialect("hollow", name -> true, headers -> new DialectReading(null, null, 0, List.of()));
            var endless = new FakeDialect("endless", name -> true, headers -> {
                throw new StackOverflowError();
            });

            var decoded = DialectRegistry.of(List.of(nothing, hollow, endless)).read(SPRING.headers());

            assertThat(decoded.problems()).hasSize(3).allMatch(problem -> problem.startsWith("Dialect "));
            assertThat(decoded.origin()).isEqualTo(Origin.unknown());
        }

        @Test
        void shouldBoundWhatItReports() {
            var chatty = new FakeDialect(
                    "chatty",
                    name -> true,
                    headers -> new DialectReading(
                            Origin.unknown(),
                            Failure.unexplained(),
                            0,
                            IntStream.range(0, 1000)
                                    .mapToObj(i -> "x".repeat(10_000))
                                    .collect(Collectors.toList())));

            var problems =
                    DialectRegistry.of(List.of(chatty)).read(SPRING.headers()).problems();

            assertThat(problems).hasSize(Problems.MAX_LISTED + 1).endsWith("… and 990 more");
            assertThat(problems).allSatisfy(problem -> assertThat(problem).hasSizeLessThanOrEqualTo(241));
        }

        @Test
        void shouldNotTakeItsWordForOwnership() {
            var undecided = new FakeDialect("undecided", name -> Boolean.parseBoolean(null + name.substring(99)), null);

            var decided = DialectRegistry.of(List.of(undecided, new DlqDialect()));

            assertThat(decided.ownedBy(decided.ids(), "dlq-record-id")).isTrue();
            assertThat(decided.ownedBy(decided.ids(), "traceparent")).isFalse();
            assertThat(decided.read(SPRING.headers()).problems()).hasSize(1);
        }

        @Test
        void shouldRefuseToStartWithoutAClassThatIsNamedAsAService() {
            assertThatThrownBy(() -> DialectRegistry.discoveredBy(new ServiceNaming("no.such.Dialect")))
                    .isInstanceOf(DlqException.class)
                    .hasMessageContaining("no.such.Dialect");
        }
    }

    /** Offers one service in a file that exists nowhere. */
    private static final class ServiceNaming extends ClassLoader {

        private final String provider;

        ServiceNaming(String provider) {
            super(Dialect.class.getClassLoader());
            this.provider = provider;
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            return Collections.enumeration(List.of(new URL("memory", "", -1, name, new URLStreamHandler() {
                @Override
                protected URLConnection openConnection(URL url) {
                    return new URLConnection(url) {
                        @Override
                        public void connect() {}

                        @Override
                        public InputStream getInputStream() {
                            return new ByteArrayInputStream(provider.getBytes(StandardCharsets.UTF_8));
                        }
                    };
                }
            })));
        }
    }
}
