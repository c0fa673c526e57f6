package io.kafkadlq.web.security;

import io.kafkadlq.web.json.JsonFields;
import io.kafkadlq.web.problem.Problem;
import io.kafkadlq.web.problem.ProblemException;
import io.kafkadlq.web.problem.ProblemType;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Puts a guard before every resource method; a method that does not say who may call it can be called by nobody. */
@Provider
public final class AccessFeature implements DynamicFeature {

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        Method method = resource.getResourceMethod();
        context.register(new ActionGuard(method.getAnnotation(Requires.class)), Priorities.AUTHORIZATION);
        if (!method.isAnnotationPresent(GET.class) || method.isAnnotationPresent(Audited.class)) {
            context.register(new OriginGuard(), Priorities.AUTHORIZATION);
        }
    }

    private record ActionGuard(@Nullable Requires requires) implements ContainerRequestFilter {

        @Override
        public void filter(ContainerRequestContext request) {
            if (requires == null) {
                throw new ProblemException(ProblemType.FORBIDDEN, "Nobody may call this.");
            }
            Action action = requires.value();
            SecurityContext security = request.getSecurityContext();
            if (!security.isUserInRole(action.role().id())) {
                throw new ProblemException(missing(action));
            }
        }

        private static Problem missing(Action action) {
            String role = action.role().id();
            return Problem.of(
                            ProblemType.FORBIDDEN, "You may not do this: " + action.id() + " needs role " + role + ".")
                    .with("requiredRole", JsonFields.text(role));
        }
    }

    private static final class OriginGuard implements ContainerRequestFilter {

        @Override
        public void filter(ContainerRequestContext request) {
            if (ForgeryGuard.isForeign(request::getHeaderString)) {
                throw new ProblemException(
                        ProblemType.CROSS_SITE,
                        "A page of another site sent this. If it was you, send the header " + ForgeryGuard.PROOF
                                + " with any value.");
            }
        }
    }
}
