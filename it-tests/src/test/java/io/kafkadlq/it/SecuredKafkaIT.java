package io.kafkadlq.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kafkadlq.api.DlqHandler;
import io.kafkadlq.api.DlqRuntime;
import io.kafkadlq.api.RedriveCommand;
import io.kafkadlq.api.RedriveResult;
import io.kafkadlq.api.model.RecordSummary;
import io.kafkadlq.api.store.Page;
import io.kafkadlq.api.store.QueryCriteria;
import io.kafkadlq.api.store.StorageResult;
import io.kafkadlq.rig.KafkaBroker;
import io.kafkadlq.rig.SecureListener;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A broker that lets in by TLS and SASL/SCRAM only: Kafka's own properties behind {@code dlq.kafka.} do it. */
@ExtendWith(SharedBroker.class)
class SecuredKafkaIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String ORIGIN = "secured";
    private static final String DEAD_LETTERS = "secured-dlt";

    private static DlqRuntime as(String user, String password, SecureListener broker) {
        var builder = DlqHandler.builder();
        Map.of(
                        "dlq.store.type",
                        "memory",
                        "dlq.channel.default.dead-letter-topics",
                        DEAD_LETTERS,
                        "dlq.kafka.bootstrap.servers",
                        broker.bootstrapServers(),
                        "dlq.kafka.security.protocol",
                        "SASL_SSL",
                        "dlq.kafka.sasl.mechanism",
                        SecureListener.MECHANISM,
                        "dlq.kafka.sasl.jaas.config",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                                .formatted(user, password),
                        "dlq.kafka.ssl.truststore.location",
                        broker.keystore().toString(),
                        "dlq.kafka.ssl.truststore.type",
                        "PKCS12",
                        "dlq.kafka.ssl.truststore.password",
                        SecureListener.STORE_PASSWORD)
                .forEach(builder::setting);
        return builder.build();
    }

    private static List<RecordSummary> records(DlqRuntime dlq) {
        var answer = dlq.desk()
                .query(QueryCriteria.everything())
                .toCompletableFuture()
                .join();
        return answer instanceof StorageResult.Success<Page<RecordSummary>> found
                ? found.value().items()
                : List.of();
    }

    @Test
    @DisplayName("It is read and written by whoever has the password, and read on as soon as the password is right")
    void shouldReadAndWriteByTlsAndScram(KafkaBroker broker) throws Exception {
        broker.createTopics(1, ORIGIN, DEAD_LETTERS);
        var letter = Letter.spring(ORIGIN);
        new Kafka(broker.bootstrapServers()).send(letter.on(DEAD_LETTERS));
        broker.letIn("dora", "another password");

        try (var told = new Refusal();
                var dlq = as("dora", "a long password", broker.secured())) {
            await().atMost(PATIENCE).until(told::isPresent);
            assertThat(records(dlq)).isEmpty();

            broker.letIn("dora", "a long password");

            var record = await().atMost(PATIENCE)
                    .until(() -> records(dlq), found -> !found.isEmpty())
                    .get(0);
            var redriven = dlq.desk()
                    .redrive(new RedriveCommand(record.id(), Optional.empty(), OptionalLong.empty(), "anna", ""))
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS);
            assertThat(redriven).isInstanceOf(RedriveResult.Redriven.class);
            assertThat(new Kafka(broker.bootstrapServers()).read(ORIGIN))
                    .singleElement()
                    .satisfies(message -> assertThat(message.value()).isEqualTo(letter.value()));
        }
    }

    /** Whether the log has told why nothing is read. */
    private static final class Refusal extends Handler implements AutoCloseable {

        private final Logger logger = Logger.getLogger("io.kafkadlq.kafka");
        private volatile boolean told;

        Refusal() {
            logger.addHandler(this);
        }

        boolean isPresent() {
            return told;
        }

        @Override
        public void publish(LogRecord line) {
            told |= line.getMessage().startsWith("DLQ-0404")
                    && line.getThrown() instanceof SaslAuthenticationException refused
                    && refused.getMessage().contains("invalid credentials");
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            logger.removeHandler(this);
        }
    }
}
