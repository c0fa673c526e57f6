package io.kafkadlq.web.rest;

import io.kafkadlq.api.ChangeCommand;
import io.kafkadlq.api.DlqDesk;
import io.kafkadlq.api.RedriveCommand;
import io.kafkadlq.api.config.ChannelConfig;
import io.kafkadlq.api.config.DlqConfig;
import io.kafkadlq.api.config.ProcessingOrder;
import io.kafkadlq.api.model.RecordId;
import io.kafkadlq.api.store.QueryCriteria;
import io.kafkadlq.web.json.AuditJson;
import io.kafkadlq.web.json.PayloadJson;
import io.kafkadlq.web.json.RecordJson;
import io.kafkadlq.web.problem.ProblemException;
import io.kafkadlq.web.security.Action;
import io.kafkadlq.web.security.Audited;
import io.kafkadlq.web.security.Requires;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Dead letters: looking at them, publishing them again and changing where they stand. */
@Path("records")
@RequestScoped
public class RecordsResource {

    @Inject
    private DlqDesk desk;

    @Inject
    private DlqConfig config;

    @GET
    @Requires(Action.LOOK)
    public CompletionStage<Response> list(@Context UriInfo uri) {
        QueryCriteria criteria = RecordListQuery.parse(uri.getQueryParameters());
        // Without scheme and host, which a proxy in front of us may have changed.
        String self = uri.getRequestUri().getRawPath() + "?" + RecordPage.otherParameters(uri.getQueryParameters());
        return answers(uri).stored(desk.query(criteria), page -> page(new RecordPage(page, criteria), self));
    }

    @GET
    @Path("{id}")
    @Requires(Action.LOOK)
    public CompletionStage<Response> record(@PathParam("id") String id, @Context UriInfo uri) {
        return answers(uri).stored(records().find(parse(id)), shown -> Response.ok(
                        RecordJson.full(shown.record(), shown.outlook()), MediaType.APPLICATION_JSON_TYPE)
                .tag(Versions.tag(shown.record().metadata().version()))
                .build());
    }

    @GET
    @Path("{id}/payload")
    @Requires(Action.REVEAL)
    @Audited
    public CompletionStage<Response> payload(
            @PathParam("id") String id, @Context SecurityContext security, @Context UriInfo uri) {
        return answers(uri)
                .stored(desk.reveal(parse(id), actor(security)), record -> Answers.ok(PayloadJson.of(record)));
    }

    @GET
    @Path("{id}/audit")
    @Requires(Action.AUDIT)
    public CompletionStage<Response> audit(@PathParam("id") String id, @Context UriInfo uri) {
        return answers(uri).stored(desk.auditOf(parse(id)), trail -> Answers.ok(AuditJson.of(trail)));
    }

    // No @Consumes: a redrive without a body has no content type, and servers disagree on what that matches.
    @POST
    @Path("{id}/redrive")
    @Requires(Action.REDRIVE)
    public CompletionStage<Response> redrive(
            @PathParam("id") String id,
            @Context HttpHeaders headers,
            @Context SecurityContext security,
            @Context UriInfo uri,
            InputStream body)
            throws IOException {
        var request = RedriveRequest.parse(headers.getHeaderString(HttpHeaders.CONTENT_TYPE), body);
        var command = new RedriveCommand(
                parse(id),
                request.targetTopic(),
                Versions.expected(headers.getHeaderString(HttpHeaders.IF_MATCH)),
                actor(security),
                request.reason());
        return answers(uri).redriven(desk.redrive(command));
    }

    // Which action is asked of the URI: with the other five this makes one parameter too many.
    @POST
    @Path(ChangeRequest.PATH)
    @Requires(Action.CHANGE)
    public CompletionStage<Response> change(
            @PathParam("id") String id,
            @Context HttpHeaders headers,
            @Context SecurityContext security,
            @Context UriInfo uri,
            InputStream body)
            throws IOException {
        var request = ChangeRequest.parse(
                uri.getPathParameters().getFirst("action"), headers.getHeaderString(HttpHeaders.CONTENT_TYPE), body);
        var command = new ChangeCommand(
                parse(id),
                request.action(),
                Versions.expected(headers.getHeaderString(HttpHeaders.IF_MATCH)),
                request.turn(),
                actor(security),
                request.reason());
        return answers(uri).changed(desk.change(command));
    }

    private static Response page(RecordPage page, String self) {
        var response = Response.ok(page.body(), MediaType.APPLICATION_JSON_TYPE);
        page.links(self).forEach(link -> response.header(HttpHeaders.LINK, link));
        return response.build();
    }

    /** An id that is none cannot be found: to a caller ids are opaque. */
    private static RecordId parse(String id) {
        try {
            return RecordId.parse(id);
        } catch (IllegalArgumentException notAnId) {
            throw new ProblemException(Answers.notFound());
        }
    }

    private Records records() {
        return new Records(
                desk,
                name -> Optional.ofNullable(config.channels().get(name))
                        .map(ChannelConfig::order)
                        .orElse(ProcessingOrder.KEY),
                Clock.systemUTC());
    }

    private static String actor(SecurityContext security) {
        return security.getUserPrincipal().getName();
    }

    private static Answers answers(UriInfo uri) {
        return new Answers(uri.getRequestUri().getRawPath());
    }
}
