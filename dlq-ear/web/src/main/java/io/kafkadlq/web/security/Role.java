package io.kafkadlq.web.security;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a user is trusted with. */
public enum Role {
    /** Sees records, but no payloads. */
    VIEWER,
    /** Sees payloads too; each look is audited. */
    PAYLOAD_VIEWER,
    /** Acts on records and channels, and reads the audit trail. */
    OPERATOR,
    /** May do everything. */
    ADMIN;

    /** As it is written in the configuration, such as {@code payload-viewer}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** This role and those it includes. */
    public Set<Role> implied() {
        return this == ADMIN ? EnumSet.allOf(Role.class) : EnumSet.of(VIEWER, this);
    }

    public static Optional<Role> named(String id) {
        return Arrays.stream(values()).filter(role -> role.id().equals(id)).findFirst();
    }
}
