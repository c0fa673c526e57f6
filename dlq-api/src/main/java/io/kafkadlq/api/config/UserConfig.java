package io.kafkadlq.api.config;

import java.util.List;
import java.util.Optional;

/** Someone who may use the dashboard and the REST API. */
public record UserConfig(
        @Setting(doc = "Password for HTTP Basic; required", secret = true)
        Optional<String> password,

        @Setting(
                doc = "Roles, of viewer, payload-viewer, operator, admin; admin includes all others",
                byDefault = "viewer")
        List<String> roles) {

    public UserConfig {
        roles = List.copyOf(roles);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "UserConfig[roles=" + roles + "]";
    }
}
