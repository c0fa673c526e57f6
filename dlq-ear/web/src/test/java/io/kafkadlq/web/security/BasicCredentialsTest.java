package io.kafkadlq.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class BasicCredentialsTest {

    private static String encoded(String pair) {
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void shouldReadNameAndPassword() {
        assertThat(BasicCredentials.parse("Basic " + encoded("admin:pw")))
                .contains(new BasicCredentials("admin", "pw"));
    }

    @Test
    void shouldKeepColonsAndUmlautsOfThePassword() {
        assertThat(BasicCredentials.parse("basic " + encoded("ä:b:ü"))).contains(new BasicCredentials("ä", "b:ü"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "Basic", "Basic ", "Basic !!!", "Bearer YTpi", "Basic YWI="})
    void shouldReadNothingFromAnythingElse(String header) {
        assertThat(BasicCredentials.parse(header)).isEmpty();
    }

    @Test
    void shouldReadNothingFromAnOverlongHeader() {
        assertThat(BasicCredentials.parse("Basic " + encoded("admin:" + "x".repeat(700))))
                .isPresent();
        assertThat(BasicCredentials.parse("Basic " + encoded("x".repeat(800) + ":pw")))
                .isEmpty();
    }

    @Test
    void shouldNotPrintThePassword() {
        assertThat(new BasicCredentials("admin", "pw")).hasToString("BasicCredentials[admin]");
    }
}
