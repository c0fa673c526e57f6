package io.kafkadlq.it;

import io.kafkadlq.rig.KafkaBroker;
import io.kafkadlq.rig.PayaraServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/** The EAR on Payara Server. */
@ExtendWith(SharedBroker.class)
@TestInstance(Lifecycle.PER_CLASS)
class PayaraServerIT implements Journey, TransitionsJourney, WatchJourney, EarLife, QuickstartJourney {

    private Deployment deployment;

    @BeforeAll
    void start(KafkaBroker broker) {
        var installation = Path.of(System.getProperty("it.payara.server"));
        deployment = Deployment.start(
                broker, "payara-server", (home, settings) -> PayaraServer.start(installation, home, settings));
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
}
