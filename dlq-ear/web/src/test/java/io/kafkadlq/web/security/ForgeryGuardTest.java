package io.kafkadlq.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ForgeryGuardTest {

    private static boolean foreign(Map<String, String> headers) {
        var all = new HashMap<>(headers);
        all.put("Host", "dlq.example:8080");
        return ForgeryGuard.isForeign(all::get);
    }

    @Test
    void shouldLetScriptsPass() {
        assertThat(foreign(Map.of())).isFalse();
    }

    @Test
    void shouldLetItsOwnPagesPass() {
        assertThat(foreign(Map.of("Sec-Fetch-Site", "same-origin", "Origin", "http://dlq.example:8080")))
                .isFalse();
        assertThat(foreign(Map.of("Origin", "http://dlq.example:8080"))).isFalse();
    }

    @Test
    void shouldStopOtherSites() {
        assertThat(foreign(Map.of("Sec-Fetch-Site", "cross-site"))).isTrue();
        assertThat(foreign(Map.of("Sec-Fetch-Site", "same-site"))).isTrue();
        assertThat(foreign(Map.of("Origin", "http://evil.example"))).isTrue();
        assertThat(foreign(Map.of("Origin", "http://dlq.example:9090"))).isTrue();
        assertThat(foreign(Map.of("Origin", "null"))).isTrue();
        assertThat(foreign(Map.of("Origin", "not an origin"))).isTrue();
    }

    @Test
    void shouldTakeAHeaderNoOtherSiteCanSendAsProof() {
        assertThat(foreign(Map.of("X-Requested-By", "dashboard", "Origin", "https://proxy.example")))
                .isFalse();
    }
}
