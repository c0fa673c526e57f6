package io.kafkadlq.it;

import io.kafkadlq.rig.KafkaBroker;
import io.kafkadlq.rig.LocalPort;
import io.kafkadlq.rig.PayaraMicro;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/** The self-contained WAR on Payara Micro. */
@ExtendWith(SharedBroker.class)
@TestInstance(Lifecycle.PER_CLASS)
class PayaraMicroIT implements Journey, TransitionsJourney, WatchJourney, FlowJourney, QuickstartJourney {

    private Deployment deployment;

    @BeforeAll
    void start(KafkaBroker broker) {
        var jar = Deployment.application("payara-micro.jar");
        var wars = Map.of(Deployment.APPLICATION, Deployment.application("dlq.war"));
        deployment = Deployment.start(
                broker,
                "payara-micro",
                (home, settings) -> PayaraMicro.start(jar, home, LocalPort.free(), settings, wars));
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

    @Override
    public void deployWatcher() {
        deployment.server().deploy(Archive.withWatcher(Deployment.application("dlq.war")), Deployment.APPLICATION);
    }

    @Override
    public void deployHandlers(Map<String, String> settings) {
        deployment
                .server()
                .deploy(
                        Archive.withHandlersInside(Deployment.application("dlq.war"), settings),
                        Deployment.APPLICATION);
    }

    @Override
    public void deployAlone() {
        deployment.server().deploy(Deployment.application("dlq.war"), Deployment.APPLICATION);
    }

    @Override
    public Rest.Answer seen() {
        return deployment.admin().get("/dlq/seen");
    }
}
