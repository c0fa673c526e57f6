package io.kafkadlq.web.rest;

import io.kafkadlq.api.config.EffectiveSetting;
import io.kafkadlq.api.config.EffectiveSettings;
import io.kafkadlq.web.json.JsonFields;
import io.kafkadlq.web.security.Action;
import io.kafkadlq.web.security.Requires;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** What this instance was started with, secrets masked. */
@Path("configuration")
@RequestScoped
public class ConfigurationResource {

    @Inject
    private EffectiveSettings settings;

    @GET
    @Requires(Action.CONFIGURATION)
    public Response configuration() {
        return Answers.ok(JsonFields.object()
                .with(
                        "items",
                        JsonFields.objects(settings.all().stream()
                                .map(ConfigurationResource::json)
                                .toList()))
                .build());
    }

    private static JsonObject json(EffectiveSetting setting) {
        return JsonFields.object()
                .with("key", setting.key())
                .with("value", setting.value())
                .with("default", setting.byDefault())
                .with("secret", setting.secret())
                .with("live", setting.live())
                .with("meaning", setting.doc())
                .build();
    }
}
