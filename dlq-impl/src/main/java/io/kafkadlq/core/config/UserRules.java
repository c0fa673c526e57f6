package io.kafkadlq.core.config;

import io.kafkadlq.api.config.UserConfig;
import io.kafkadlq.core.config.SettingSource.Branch;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What must hold of a user beyond the type of each value.
 *
 * @param violations where mistakes are reported
 */
record UserRules(Violations violations) {

    private static final String ADMIN = "admin";
    private static final List<String> ROLES = List.of("viewer", "payload-viewer", "operator", ADMIN);

    /** HTTP Basic ends a name at the first colon. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.@-]{1,64}");

    /** Whether a user of that name can be. */
    boolean checkName(String name) {
        if (name.equals(ADMIN)) {
            violations.add(
                    "dlq.security.users", name, "names other than admin, who is there anyway (dlq.admin.password)");
            return false;
        }
        boolean legal = NAME.matcher(name).matches();
        if (!legal) {
            violations.add("dlq.security.users", name, "names of 1 to 64 letters, digits, ., @, - and _");
        }
        return legal;
    }

    void check(UserConfig user, Branch branch) {
        if (user.password().isEmpty()) {
            violations.addMissing(branch.child("password").first(), "a password");
        }
        for (String role : user.roles()) {
            if (!Set.copyOf(ROLES).contains(role)) {
                violations.add(branch.child("roles").first(), role, "any of " + String.join(", ", ROLES));
            }
        }
    }
}
