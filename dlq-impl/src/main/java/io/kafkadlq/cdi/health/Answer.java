package io.kafkadlq.cdi.health;

import io.kafkadlq.api.DlqDesk;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** What the engine says of itself, as MicroProfile Health wants it told. */
final class Answer {

    private Answer() {}

    static HealthCheckResponse of(DlqDesk desk, String name) {
        var check = desk.health().check(name).orElseThrow();
        var response = HealthCheckResponse.named(name).status(check.up());
        check.data().forEach(response::withData);
        return response.build();
    }
}
