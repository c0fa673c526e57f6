package io.kafkadlq.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** An application of a user's own beside the product, with our jars in its WAR: the quickstart as it is delivered. */
interface QuickstartJourney {

    Duration PATIENCE = Duration.ofSeconds(60);
    String QUICKSTART = "quickstart";
    String BOOKINGS = "bookings";

    Deployment deployment();

    @Test
    @DisplayName("What a transactional method fails on is rolled back, stored, tried again, told and counted")
    default void shouldRunTheQuickstart() {
        var broker = deployment().broker();
        broker.createTopics(1, deployment().name() + "-" + BOOKINGS);
        var settings = Map.of(
                "dlq.store.jdbc.url", "jdbc:h2:mem:" + QUICKSTART + ";DB_CLOSE_DELAY=-1",
                "dlq.channel.bookings.processing.topics", deployment().name() + "-" + BOOKINGS,
                // The server's settings name the product's topics; this application leaves those alone.
                "dlq.channel.default.consumers", "0");
        deployment()
                .server()
                .deploy(
                        Archive.configured(Deployment.application("quickstart.war"), "/WEB-INF/lib", settings),
                        QUICKSTART);
        try {
            new Kafka(broker.bootstrapServers())
                    .send(new ProducerRecord<>(
                            deployment().name() + "-" + BOOKINGS,
                            0,
                            new byte[] {1},
                            "12A".getBytes(StandardCharsets.UTF_8)));

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(diary())
                    .containsExactly(
                            "dead letter: java.lang.IllegalStateException",
                            "booked after all",
                            "taken: 12A",
                            "retries succeeded: 1"));

        } finally {
            deployment().server().undeploy(QUICKSTART);
        }
    }

    private List<String> diary() {
        return deployment()
                .anonymous()
                .get("/" + QUICKSTART + "/diary")
                .body()
                .lines()
                .toList();
    }
}
