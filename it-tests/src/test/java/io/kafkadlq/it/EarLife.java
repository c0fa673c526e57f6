package io.kafkadlq.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.kafkadlq.rig.DeploymentException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How the EAR is deployed, shared with other applications, refused, and taken away without a trace. */
interface EarLife extends FlowJourney {

    int CYCLES = 5;

    @Override
    default void deployWatcher() {
        replace(Archive.withSecondApplication(ear()));
    }

    @Override
    default void deployHandlers(Map<String, String> settings) {
        replace(Archive.withHandlers(ear(), settings));
    }

    @Override
    default void deployAlone() {
        replace(ear());
    }

    @Override
    default Rest.Answer seen() {
        return deployment().anonymous().get("/second/seen");
    }

    @Test
    @DisplayName("Two applications in one EAR share one engine")
    default void shouldRunOneEngineForAllApplicationsOfAnEar() {
        var one = consumers();
        deployWatcher();
        try {
            var answer = await().atMost(PATIENCE)
                    .until(() -> deployment().anonymous().post("/second/dead-letter"), it -> it.status() == 200);

            var record = deployment().admin().get(Journey.RECORDS + "/" + answer.body());
            assertThat(record.status()).isEqualTo(200);
            assertThat(consumers()).isEqualTo(one).isEqualTo(1);
        } finally {
            deployAlone();
        }
    }

    @Test
    @DisplayName("A wrong configuration fails the deployment, with all that is wrong in one message")
    default void shouldRefuseAWrongConfiguration() {
        var wrong = Map.of(
                "dlq.channel.default.consumers", "zero",
                "dlq.channel.default.redrive.timeout", "soon",
                "dlq.store.jdbc.pool-size", "1");
        var archive = Archive.configured(ear(), "/lib", wrong);
        deployment().server().undeploy(Deployment.APPLICATION);

        var refusal = catchThrowable(() -> deployment().server().deploy(archive, Deployment.APPLICATION));

        deployment().server().deploy(ear(), Deployment.APPLICATION);
        assertThat(refusal).isInstanceOf(DeploymentException.class);
        wrong.forEach((key, value) -> assertThat(refusal).hasMessageContaining(key + " is '" + value + "': expected "));
    }

    @Test
    @DisplayName("How often a write is tried again is what the guard says, or the key that overrides it")
    default void shouldLetGuardsBeOverridden() {
        var jvm = new Inspection(deployment().server().pid());
        try {
            replace(Archive.withFlakyStorage(ear(), Map.of()));
            var guarded = takeIn();
            assertThat(failedWrites()).isZero();

            replace(Archive.withFlakyStorage(
                    ear(), Map.of("io.kafkadlq.cdi.fault.StoreGuard/write/Retry/maxRetries", "0")));
            var unguarded = takeIn();
            assertThat(failedWrites()).isEqualTo(2);

            assertThat(guarded).isNotEqualTo(unguarded);
            // Reads are not tried again, by the variable that the server was started with.
            assertThat(deployment()
                            .admin()
                            .get(Journey.RECORDS + "/" + unguarded)
                            .status())
                    .isEqualTo(503);
            assertThat(deployment()
                            .admin()
                            .get(Journey.RECORDS + "/" + unguarded)
                            .status())
                    .isEqualTo(200);
            assertThat(jvm.threads()).noneMatch(name -> name.startsWith("dlq-guard"));
        } finally {
            replace(ear());
        }
    }

    /** Sends a dead letter, and returns the id of the only record there is once it is stored. */
    private String takeIn() {
        new Kafka(deployment().broker().bootstrapServers())
                .send(Letter.spring(deployment().originTopic()).on(deployment().deadLetterTopic()));
        return await().atMost(PATIENCE)
                .until(
                        () -> deployment().admin().get(Journey.RECORDS),
                        answer -> answer.status() == 200
                                && !answer.json().getJsonArray("items").isEmpty())
                .json()
                .getJsonArray("items")
                .getJsonObject(0)
                .getString("id");
    }

    private long failedWrites() {
        return deployment()
                .admin()
                .get("/dlq/api/v1/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("dlq_store_errors_total{channel=\"default\"} "))
                .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(' ') + 1)))
                .sum();
    }

    @Test
    @DisplayName("Undeployed, it leaves no thread and no class behind, however often")
    default void shouldLeaveNothingBehind() {
        var server = deployment().server();
        var jvm = new Inspection(server.pid());
        server.undeploy(Deployment.APPLICATION);
        try {
            cycle();
            // A few stay without being ours to let go: java.lang.runtime.ObjectMethods caches the type that it last
            // made a
            // hashCode for, Payara's H2 the stack that first used it, and a server's idle thread the request it last
            // served. None of these grows with the number of deployments.
            long afterOne = jvm.loaders();
            for (int cycle = 1; cycle < CYCLES; cycle++) {
                cycle();
            }

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(jvm.threads()).isEmpty());
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(jvm.loaders()).isLessThanOrEqualTo(afterOne));
        } finally {
            server.deploy(ear(), Deployment.APPLICATION);
        }
    }

    private void cycle() {
        var server = deployment().server();
        server.deploy(ear(), Deployment.APPLICATION);
        assertThat(new Inspection(server.pid()).threads()).isNotEmpty();
        server.undeploy(Deployment.APPLICATION);
    }

    private void replace(Path archive) {
        deployment().server().undeploy(Deployment.APPLICATION);
        deployment().server().deploy(archive, Deployment.APPLICATION);
    }

    private long consumers() {
        return new Inspection(deployment().server().pid())
                .threads().stream().filter(name -> name.startsWith("dlq-poll-")).count();
    }

    private static Path ear() {
        return Deployment.application("dlq.ear");
    }
}
