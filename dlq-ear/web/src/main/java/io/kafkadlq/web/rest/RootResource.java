package io.kafkadlq.web.rest;

import io.kafkadlq.web.json.JsonFields;
import io.kafkadlq.web.security.Action;
import io.kafkadlq.web.security.Requires;
import io.kafkadlq.web.security.Role;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonObject;
import jakarta.servlet.ServletContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/** Who is asking and what that one may do; the dashboard builds its buttons from it. */
@Path("/")
@RequestScoped
public class RootResource {

    @GET
    @Requires(Action.LOOK)
    public Response whoAmI(@Context SecurityContext security, @Context ServletContext application) throws IOException {
        List<String> roles = Arrays.stream(Role.values())
                .map(Role::id)
                .filter(security::isUserInRole)
                .toList();
        List<JsonObject> actions = Arrays.stream(Action.values())
                .map(action -> JsonFields.object()
                        .with("name", action.id())
                        .with("allowed", roles.contains(action.role().id()))
                        .with("requiredRole", action.role().id())
                        .build())
                .toList();
        return Answers.ok(JsonFields.object()
                .with("name", "Kafka DLQ Handler")
                .withKnown("version", version(application))
                .with("user", security.getUserPrincipal().getName())
                .with("roles", JsonFields.texts(roles))
                .with("actions", JsonFields.objects(actions))
                .build());
    }

    private static Optional<String> version(ServletContext application) throws IOException {
        try (InputStream manifest = application.getResourceAsStream("/META-INF/MANIFEST.MF")) {
            return manifest == null
                    ? Optional.empty()
                    : Optional.ofNullable(new Manifest(manifest)
                            .getMainAttributes()
                            .getValue(Attributes.Name.IMPLEMENTATION_VERSION));
        }
    }
}
