package io.kafkadlq.web.security;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A name and a password as HTTP Basic sends them (RFC 7617, UTF-8). */
record BasicCredentials(String name, String password) {

    private static final String SCHEME = "Basic ";
    /** Nobody has a name and a password this long; what strangers send must not cost memory. */
    private static final int MAX_HEADER = 1024;

    /** @param header the Authorization header; null, malformed, overlong or of another scheme gives empty */
    static Optional<BasicCredentials> parse(@Nullable String header) {
        if (header == null
                || header.length() > MAX_HEADER
                || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        String decoded;
        try {
            byte[] bytes =
                    Base64.getDecoder().decode(header.substring(SCHEME.length()).strip());
            decoded = new String(bytes, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        int colon = decoded.indexOf(':');
        return colon < 0
                ? Optional.empty()
                : Optional.of(new BasicCredentials(decoded.substring(0, colon), decoded.substring(colon + 1)));
    }

    /** The name only: passwords are never logged. */
    @Override
    public String toString() {
        return "BasicCredentials[" + name + "]";
    }
}
