package io.kafkadlq.web.security;

import io.kafkadlq.api.DlqConfigException;
import io.kafkadlq.api.config.SecurityConfig;
import io.kafkadlq.api.config.UserConfig;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** All users with the digests of their passwords. Immutable. */
final class Accounts {

    static final String ADMIN = "admin";

    private record Account(Caller caller, byte[] passwordDigest) {}

    /** Compared with when there is no such user, so that the time taken does not tell which names exist. */
    private static final byte[] NOBODY = new byte[32];

    private final Map<String, Account> byName;

    private Accounts(Map<String, Account> byName) {
        this.byName = Map.copyOf(byName);
    }

    /**
     * Reads all users.
     *
     * @throws DlqConfigException if a user cannot work, naming every key at fault
     */
    static Accounts of(SecurityConfig security, String adminPassword) {
        var violations = new ArrayList<String>();
        var accounts = new HashMap<String, Account>();
        accounts.put(ADMIN, account(ADMIN, Role.ADMIN.implied(), adminPassword));
        if (adminPassword.isBlank()) {
            violations.add("dlq.admin.password is blank; give one, or leave the key out to have one made at start");
        }
        new TreeMap<>(security.users()).forEach((name, user) -> accounts.put(name, account(name, user, violations)));
        if (!violations.isEmpty()) {
            throw new DlqConfigException(violations);
        }
        return new Accounts(accounts);
    }

    private static Account account(String name, UserConfig user, List<String> violations) {
        String prefix = "dlq.security.user." + name;
        if (name.equals(ADMIN)) {
            violations.add("dlq.security.users lists admin, who is there anyway; set dlq.admin.password instead");
        }
        if (name.isBlank() || name.indexOf(':') >= 0) {
            violations.add("dlq.security.users lists \"" + name + "\"; HTTP Basic allows no blank name and no colon");
        }
        String password = user.password().orElse("");
        if (password.isBlank()) {
            violations.add(prefix + ".password is missing; every user needs one");
        }
        var roles = EnumSet.noneOf(Role.class);
        for (String id : user.roles()) {
            Role.named(id)
                    .ifPresentOrElse(
                            role -> roles.addAll(role.implied()),
                            () -> violations.add(prefix + ".roles has \"" + id + "\"; allowed are " + allRoles()));
        }
        return account(name, roles, password);
    }

    private static Account account(String name, Set<Role> roles, String password) {
        return new Account(new Caller(name, roles), digest(password));
    }

    /** The user of these credentials, if name and password are right. */
    Optional<Caller> authenticate(BasicCredentials credentials) {
        Account account = byName.get(credentials.name());
        byte[] expected = account == null ? NOBODY : account.passwordDigest();
        boolean right = MessageDigest.isEqual(expected, digest(credentials.password()));
        return account != null && right ? Optional.of(account.caller()) : Optional.empty();
    }

    /** Digests have one length, so that comparing them in constant time does not tell the password's length either. */
    private static byte[] digest(String password) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(password.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static String allRoles() {
        return Arrays.stream(Role.values()).map(Role::id).collect(Collectors.joining(", "));
    }
}
