package io.kafkadlq.web.security;

import java.util.Locale;

/** What the API lets people do, and the role each takes; the dashboard builds its buttons from the same list. */
public enum Action {
    LOOK(Role.VIEWER),
    REVEAL(Role.PAYLOAD_VIEWER),
    REDRIVE(Role.OPERATOR),
    CHANGE(Role.OPERATOR),
    AUDIT(Role.OPERATOR),
    CONTROL(Role.OPERATOR),
    CONFIGURATION(Role.ADMIN);

    private final Role role;

    Action(Role role) {
        this.role = role;
    }

    public Role role() {
        return role;
    }

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
