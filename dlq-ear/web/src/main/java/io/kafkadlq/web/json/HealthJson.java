package io.kafkadlq.web.json;

import io.kafkadlq.api.health.Health;
import io.kafkadlq.api.health.HealthCheck;
import jakarta.json.JsonObject;

/** Health in JSON, as MicroProfile Health writes it, with the kind of each check beside. */
public final class HealthJson {

    private HealthJson() {}

    public static JsonObject of(Health health) {
        return JsonFields.object()
                .with("status", status(health.isUp()))
                .with(
                        "checks",
                        JsonFields.objects(
                                health.checks().stream().map(HealthJson::check).toList()))
                .build();
    }

    private static JsonObject check(HealthCheck check) {
        JsonFields data = JsonFields.object();
        check.data().forEach(data::with);
        return JsonFields.object()
                .with("name", check.name())
                .with("kind", check.kind().name())
                .with("status", status(check.up()))
                .with("data", data)
                .build();
    }

    private static String status(boolean up) {
        return up ? "UP" : "DOWN";
    }
}
