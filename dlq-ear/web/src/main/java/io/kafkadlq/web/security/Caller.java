package io.kafkadlq.web.security;

import java.security.Principal;
import java.util.Set;

/** Someone who has proved who they are. */
public record Caller(String name, Set<Role> roles) implements Principal {

    public Caller {
        roles = Set.copyOf(roles);
    }

    @Override
    public String getName() {
        return name;
    }

    boolean isIn(String role) {
        return Role.named(role).filter(roles::contains).isPresent();
    }
}
