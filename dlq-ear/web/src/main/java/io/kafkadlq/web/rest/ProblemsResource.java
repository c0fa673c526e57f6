package io.kafkadlq.web.rest;

import io.kafkadlq.api.DlqDesk;
import io.kafkadlq.web.json.JsonFields;
import io.kafkadlq.web.security.Action;
import io.kafkadlq.web.security.Requires;
import io.kafkadlq.web.watch.Finding;
import io.kafkadlq.web.watch.LatestEvents;
import io.kafkadlq.web.watch.Problems;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** What is wrong at the moment, and what to do about it. */
@Path("problems")
@RequestScoped
public class ProblemsResource {

    @Inject
    private DlqDesk desk;

    @Inject
    private LatestEvents events;

    @GET
    @Requires(Action.LOOK)
    public Response problems() {
        var problems = new Problems(events);
        desk.flow()
                .forEach((channel, flow) ->
                        problems.look(channel, desk.control(channel).state(), flow));
        desk.payloadRisks().forEach(problems::payloads);
        return Answers.ok(JsonFields.object()
                .with(
                        "items",
                        JsonFields.objects(
                                problems.found().stream().map(Finding::toJson).toList()))
                .build());
    }
}
