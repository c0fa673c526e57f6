package io.kafkadlq.cdi.health;

import io.kafkadlq.api.DlqDesk;
import io.kafkadlq.api.health.Health;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Whether all consumers poll. */
@HealthProbe
@Liveness
@ApplicationScoped
public class ConsumersProbe implements HealthCheck {

    @Inject
    private DlqDesk desk;

    @Override
    public HealthCheckResponse call() {
        return Answer.of(desk, Health.CONSUMERS);
    }
}
