package io.kafkadlq.web.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;

/** A request of somebody we know; what lies behind the filter sees our user and roles, not the server's. */
final class AuthenticatedRequest extends HttpServletRequestWrapper {

    private final Caller caller;

    AuthenticatedRequest(HttpServletRequest request, Caller caller) {
        super(request);
        this.caller = caller;
    }

    @Override
    public Principal getUserPrincipal() {
        return caller;
    }

    @Override
    public String getRemoteUser() {
        return caller.name();
    }

    @Override
    public String getAuthType() {
        return BASIC_AUTH;
    }

    @Override
    public boolean isUserInRole(String role) {
        return caller.isIn(role);
    }

    @Override
    public boolean authenticate(HttpServletResponse response) {
        return true;
    }
}
