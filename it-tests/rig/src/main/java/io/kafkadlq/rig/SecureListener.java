package io.kafkadlq.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A broker's second door: TLS with a certificate of its own making, and SASL/SCRAM. Its users are made while the broker runs.
 *
 * @param keystore of the broker; a client that trusts nobody else takes it as its truststore
 */
public record SecureListener(int port, Path keystore) {

    public static final String MECHANISM = "SCRAM-SHA-512";
    public static final String STORE_PASSWORD = "changeit";

    private static final String NAME = "SECURE";

    private static final int KEYTOOL_SECONDS = 60;

    /** Makes the certificate in the directory. */
    static SecureListener in(Path directory) {
        var listener = new SecureListener(LocalPort.free(), directory.resolve("broker.p12"));
        if (!Files.exists(listener.keystore())) {
            listener.makeCertificate();
        }
        return listener;
    }

    private void makeCertificate() {
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "broker",
                "-keyalg",
                "EC",
                "-validity",
                "30",
                "-dname",
                "CN=broker",
                "-ext",
                "san=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                keystore.toString(),
                "-storepass",
                STORE_PASSWORD);
        try {
            var keytool = new ProcessBuilder(command).inheritIO().start();
            if (!keytool.waitFor(KEYTOOL_SECONDS, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
                keytool.destroyForcibly();
                throw new RigException("keytool made no certificate in " + keystore);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot run keytool of this JDK", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RigException("Interrupted while making a certificate", e);
        }
    }

    /** Opens the door beside those that a broker's properties have. */
    void addTo(Map<String, String> properties) {
        String address = "," + NAME + "://" + bootstrapServers();
        properties.merge("listeners", address, String::concat);
        properties.merge("advertised.listeners", address, String::concat);
        properties.merge("listener.security.protocol.map", "," + NAME + ":SASL_SSL", String::concat);
        properties.putAll(Map.of(
                "sasl.enabled.mechanisms",
                MECHANISM,
                "listener.name.secure.sasl.enabled.mechanisms",
                MECHANISM,
                "listener.name.secure.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;",
                "ssl.keystore.location",
                keystore.toString(),
                "ssl.keystore.type",
                "PKCS12",
                "ssl.keystore.password",
                STORE_PASSWORD,
                "ssl.key.password",
                STORE_PASSWORD));
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }
}
