package io.kafkadlq.web.rest;

import io.kafkadlq.api.DlqDesk;
import io.kafkadlq.api.config.ChannelConfig;
import io.kafkadlq.api.config.DlqConfig;
import io.kafkadlq.api.flow.ThresholdBackpressureStrategy;
import io.kafkadlq.web.security.Action;
import io.kafkadlq.web.security.Requires;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * The channels of this instance: how they protect themselves, and their switches. The audit trail is kept record by
 * record, so who used a switch is written to the log.
 */
@Path("channels")
@RequestScoped
public class ChannelsResource {

    @Inject
    private DlqDesk desk;

    @Inject
    private DlqConfig config;

    @GET
    @Requires(Action.LOOK)
    public Response list() {
        return Answers.ok(channels().all());
    }

    @GET
    @Path("{name}")
    @Requires(Action.LOOK)
    public Response channel(@PathParam("name") String name) {
        return Answers.ok(channels().one(name));
    }

    @POST
    @Path("{name}/pause")
    @Requires(Action.CONTROL)
    public Response pause(@PathParam("name") String name, @Context SecurityContext security) {
        channels().control(name).pause("by " + security.getUserPrincipal().getName());
        return done(security, "pause", name);
    }

    @POST
    @Path("{name}/resume")
    @Requires(Action.CONTROL)
    public Response resume(@PathParam("name") String name, @Context SecurityContext security) {
        channels().control(name).resume();
        return done(security, "resume", name);
    }

    @PUT
    @Path("{name}/rate-limit")
    @Requires(Action.CONTROL)
    public Response limitRate(
            @PathParam("name") String name,
            @Context HttpHeaders headers,
            @Context SecurityContext security,
            InputStream body)
            throws IOException {
        var request = RateLimitRequest.parse(headers.getHeaderString(HttpHeaders.CONTENT_TYPE), body);
        channels().handlerControl(name).limitRate(request.permitsPerSecond());
        return done(security, "limit to " + request.permitsPerSecond() + " records a second", name);
    }

    @DELETE
    @Path("{name}/rate-limit")
    @Requires(Action.CONTROL)
    public Response unlimitRate(@PathParam("name") String name, @Context SecurityContext security) {
        channels().handlerControl(name).unlimitRate();
        return done(security, "take the rate limit off", name);
    }

    @PUT
    @Path("{name}/batch")
    @Requires(Action.CONTROL)
    public Response boundBatches(
            @PathParam("name") String name,
            @Context HttpHeaders headers,
            @Context SecurityContext security,
            InputStream body)
            throws IOException {
        var bounds = BatchBoundsRequest.parse(headers.getHeaderString(HttpHeaders.CONTENT_TYPE), body);
        try {
            channels().control(name).boundBatches(bounds);
        } catch (IllegalArgumentException tooLarge) {
            throw JsonBody.invalid(tooLarge.getMessage() + ".");
        }
        return done(security, "steer batches between " + bounds.minSize() + " and " + bounds.maxSize(), name);
    }

    @DELETE
    @Path("{name}/batch")
    @Requires(Action.CONTROL)
    public Response unboundBatches(@PathParam("name") String name, @Context SecurityContext security) {
        channels().control(name).unboundBatches();
        return done(security, "steer batches as configured", name);
    }

    private Response done(SecurityContext security, String action, String name) {
        Log.channelSwitched(security.getUserPrincipal().getName(), action, name);
        return Answers.ok(channels().one(name));
    }

    private Channels channels() {
        return new Channels(desk, name -> Optional.ofNullable(config.channels().get(name))
                .map(ChannelConfig::backpressure)
                .filter(pressure -> pressure.strategy().equals(ThresholdBackpressureStrategy.NAME))
                .map(ThresholdBackpressureStrategy::of));
    }
}
