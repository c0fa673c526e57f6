package io.kafkadlq.web.security;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells requests that another site made a browser send from those that a person or a script sent. Browsers add cached
 * Basic credentials to either, so the credentials prove nothing here.
 *
 * <p>A header named X-Requested-By is proof enough: another site cannot add it without a preflight, which we never
 * grant. Without it, what browsers say of themselves decides; scripts say nothing and pass.
 */
final class ForgeryGuard {

    static final String PROOF = "X-Requested-By";

    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

    private ForgeryGuard() {}

    /** @param header the request's header of a name, null if it has none */
    static boolean isForeign(HeaderLookup header) {
        if (header.value(PROOF) != null) {
            return false;
        }
        String site = header.value("Sec-Fetch-Site");
        if (site != null) {
            return !OWN_SITE.contains(site);
        }
        // Older browsers, and any browser that talks plain HTTP to another machine, send the origin only.
        String origin = header.value("Origin");
        return origin != null && !authority(origin).equalsIgnoreCase(String.valueOf(header.value("Host")));
    }

    private static String authority(String origin) {
        try {
            return String.valueOf(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }

    /** Reads a header. */
    @FunctionalInterface
    interface HeaderLookup {
        @Nullable String value(String name);
    }
}
