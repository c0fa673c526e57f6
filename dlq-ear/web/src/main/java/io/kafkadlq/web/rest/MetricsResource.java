package io.kafkadlq.web.rest;

import io.kafkadlq.api.DlqDesk;
import io.kafkadlq.web.security.Action;
import io.kafkadlq.web.security.Requires;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** What is measured, for Prometheus, with the same names on every server, whether or not it has MP Metrics. */
@Path("metrics")
@RequestScoped
public class MetricsResource {

    @Inject
    private DlqDesk desk;

    @GET
    @Requires(Action.LOOK)
    public Response metrics() {
        return Response.ok(PrometheusText.of(desk.meters()), PrometheusText.MEDIA_TYPE)
                .build();
    }
}
