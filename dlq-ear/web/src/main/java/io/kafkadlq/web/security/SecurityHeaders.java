package io.kafkadlq.web.security;

import jakarta.servlet.http.HttpServletResponse;

/** What every answer tells the browser to refuse. */
final class SecurityHeaders {

    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self';"
            + " frame-ancestors 'none'";

    private SecurityHeaders() {}

    /** @param api whether the answer holds data, which no cache may keep; files may be kept but must be asked after */
    static void apply(HttpServletResponse response, boolean api) {
        response.setHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cache-Control", api ? "no-store" : "no-cache");
    }
}
