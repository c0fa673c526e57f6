package io.kafkadlq.web.rest;

import io.kafkadlq.api.DlqDesk;
import io.kafkadlq.web.json.CountJson;
import io.kafkadlq.web.security.Action;
import io.kafkadlq.web.security.Requires;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.concurrent.CompletionStage;

/** How many dead letters there are of each kind. */
@Path("counts")
@RequestScoped
public class CountsResource {

    @Inject
    private DlqDesk desk;

    @GET
    @Requires(Action.LOOK)
    public CompletionStage<Response> counts(@Context UriInfo uri) {
        CountQuery query = CountQuery.parse(uri.getQueryParameters());
        return new Answers(uri.getRequestUri().getRawPath())
                .stored(desk.count(query.which(), query.by()), counts -> Answers.ok(CountJson.of(counts, query.by())));
    }
}
