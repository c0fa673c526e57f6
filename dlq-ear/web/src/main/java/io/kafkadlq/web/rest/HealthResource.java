package io.kafkadlq.web.rest;

import io.kafkadlq.api.DlqDesk;
import io.kafkadlq.api.health.Health;
import io.kafkadlq.web.json.HealthJson;
import io.kafkadlq.web.security.Action;
import io.kafkadlq.web.security.Requires;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;

/** The same checks that MicroProfile Health shows, for servers without it and for people who may not ask the server. */
@Path("health")
@RequestScoped
public class HealthResource {

    @Inject
    private DlqDesk desk;

    @GET
    @Requires(Action.LOOK)
    public Response health() {
        Health health = desk.health();
        return Response.status(health.isUp() ? Status.OK : Status.SERVICE_UNAVAILABLE)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(HealthJson.of(health))
                .build();
    }
}
