package io.kafkadlq.it;

import io.kafkadlq.rig.KafkaBroker;
import io.kafkadlq.rig.WildFly;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/** The EAR on WildFly. */
@ExtendWith(SharedBroker.class)
@TestInstance(Lifecycle.PER_CLASS)
class WildFlyIT implements Journey, TransitionsJourney, WatchJourney, EarLife, QuickstartJourney {

    private Deployment deployment;

    @BeforeAll
    void start(KafkaBroker broker) {
        var installation = Path.of(System.getProperty("it.wildfly"));
        deployment =
                Deployment.start(broker, "wildfly", (home, settings) -> WildFly.start(installation, home, settings));
        deployment.server().deploy(Deployment.application("dlq.ear"), Deployment.APPLICATION);
    }

    @AfterAll
    void stop() {
        if (deployment != null) {
            deployment.close();
        }
    }

    @Override
    public Deployment deployment() {
        return deployment;
    }

    /** WildFly has no MicroProfile Metrics, and its Micrometer only when it is told to. */
    @Override
    public boolean showsMetrics() {
        return false;
    }
}
