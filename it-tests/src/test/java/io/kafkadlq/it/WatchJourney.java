package io.kafkadlq.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How the server itself shows how the product does. */
interface WatchJourney {

    Duration PATIENCE = Duration.ofSeconds(60);
    String METRICS = "/dlq/api/v1/metrics";
    String HEALTH = "/dlq/api/v1/health";
    String[] CHECKS = {"dlq-startup", "dlq-store", "dlq-kafka", "dlq-consumers"};

    Deployment deployment();

    /** Whether the server has MicroProfile Metrics. */
    default boolean showsMetrics() {
        return true;
    }

    @Test
    @DisplayName("The server's health has our checks in it, and a pause makes none of them down")
    default void shouldBeInTheServersHealth() {
        var server = Rest.anonymous(deployment().server().healthUrl());
        var operator = deployment().operator();
        try {
            operator.post("/dlq/api/v1/channels/default/pause");

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(server.get("/health").status())
                            .as(server.get("/health").body())
                            .isEqualTo(200));

            var checks = server.get("/health").json().getJsonArray("checks").getValuesAs(JsonObject.class);
            assertThat(checks).extracting(check -> check.getString("name")).contains(CHECKS);
            assertThat(checks)
                    .filteredOn(check -> check.getString("name").equals("dlq-consumers"))
                    .extracting(check -> check.getJsonObject("data").getString("paused"))
                    .containsExactly("default");
        } finally {
            operator.post("/dlq/api/v1/channels/default/resume");
        }
    }

    @Test
    @DisplayName("A viewer sees the same checks by the API")
    default void shouldTellItsHealthByTheApi() {
        await().atMost(PATIENCE)
                .until(() -> deployment().viewer().get(HEALTH), answer -> answer.status() == 200)
                .json()
                .getJsonArray("checks")
                .getValuesAs(JsonObject.class)
                .forEach(check -> assertThat(check.getString("status")).isEqualTo("UP"));
        assertThat(deployment()
                        .viewer()
                        .get(HEALTH)
                        .json()
                        .getJsonArray("checks")
                        .getValuesAs(JsonObject.class))
                .extracting(check -> check.getString("name"))
                .containsExactly(CHECKS);
    }

    @Test
    @DisplayName("The server's metrics have ours under the same names and labels")
    default void shouldBeInTheServersMetrics() {
        if (showsMetrics()) {
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                            series(deployment().anonymous().get("/metrics")))
                    .isEqualTo(series(deployment().viewer().get(METRICS))));
        }
        // Lag is known once there are partitions, which takes seconds after a deployment.
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(series(deployment().viewer().get(METRICS)))
                        .contains(
                                "dlq_stage_seconds_bucket{channel=\"default\",le=\"0.5\",stage=\"store\"}",
                                "dlq_records_unresolved{channel=\"default\",status=\"PENDING\"}",
                                "dlq_consumer_lag{channel=\"default\"}",
                                "dlq_heap_used_bytes"));
    }

    /** Names and labels of ours, the latter in order and without those that the server adds to all. */
    private static Set<String> series(Rest.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.body()
                .lines()
                .filter(line -> line.startsWith("dlq_"))
                .map(line -> line.substring(0, line.lastIndexOf(' ')))
                .map(WatchJourney::inOrder)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String inOrder(String series) {
        int brace = series.indexOf('{');
        if (brace < 0) {
            return series;
        }
        var labels = Arrays.stream(
                        series.substring(brace + 1, series.length() - 1).split(","))
                .filter(label -> !label.isBlank() && !label.startsWith("mp_") && !label.startsWith("_app="))
                .sorted()
                .collect(Collectors.joining(","));
        return series.substring(0, brace) + (labels.isEmpty() ? "" : "{" + labels + "}");
    }
}
