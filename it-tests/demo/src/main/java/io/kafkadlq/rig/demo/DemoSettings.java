package io.kafkadlq.rig.demo;

import io.kafkadlq.rig.RigException;
import io.kafkadlq.rig.ServerSettings;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What the user asked for on the command line and in the environment.
 *
 * @param port of HTTP
 * @param data where everything that survives the run lies
 * @param server where payara-micro.jar and the WARs are
 * @param keys the settings {@code dlq.…} given as system properties
 * @param environment of this process, which the server inherits
 */
record DemoSettings(int port, Path data, Path server, Map<String, String> keys, Map<String, String> environment) {

    private static final Pattern SECRET =
            Pattern.compile("password|secret|token|jaas|ssl\\.keystore\\.key", Pattern.CASE_INSENSITIVE);
    private static final Pattern URL_WITH_PASSWORD = Pattern.compile("jdbc:.*password=.*", Pattern.CASE_INSENSITIVE);
    private static final String BOOTSTRAP_SERVERS = "dlq.kafka.bootstrap.servers";
    private static final String ADMIN_PASSWORD = "dlq.admin.password";
    private static final int PASSWORD_BYTES = 12;

    static DemoSettings read() {
        var keys = new TreeMap<String, String>();
        for (var key : System.getProperties().stringPropertyNames()) {
            if (key.startsWith("dlq.")) {
                keys.put(key, System.getProperty(key));
            }
        }
        return new DemoSettings(
                port(System.getProperty("port", "8080")),
                Path.of(System.getProperty("demo.data")),
                Path.of(System.getProperty("demo.server")),
                keys,
                System.getenv());
    }

    /** The Kafka to use instead of one of our own. */
    Optional<String> kafka() {
        return value(BOOTSTRAP_SERVERS);
    }

    /** The admin's password, if the user chose one. */
    Optional<String> adminPassword() {
        return value(ADMIN_PASSWORD);
    }

    static String newPassword() {
        var random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    /** For a server beside a broker and a shop of our own. */
    ServerSettings withBroker(String bootstrapServers, String password) {
        var settings = withKafka(password);
        settings = byDefault(settings, BOOTSTRAP_SERVERS, bootstrapServers);
        settings = byDefault(settings, "dlq.channel.default.dead-letter-topics", "orders-dlt");
        return byDefault(settings, "dlq.channel.default.redrive.allowed-topics", "orders");
    }

    /** For a server that uses the user's Kafka, of whose topics we know nothing. */
    ServerSettings withKafka(String password) {
        var settings = ServerSettings.none();
        for (var key : keys.entrySet()) {
            // Whoever may list processes may read a command line.
            settings = isSecret(key.getKey(), key.getValue())
                    ? settings.withVariable(key.getKey(), key.getValue())
                    : settings.with(key.getKey(), key.getValue());
        }
        return byDefault(settings, ADMIN_PASSWORD, password);
    }

    private static boolean isSecret(String key, String value) {
        return SECRET.matcher(key).find() || URL_WITH_PASSWORD.matcher(value).matches();
    }

    /** As a variable, which has less weight than a system property; what the user has set in either way stays. */
    private ServerSettings byDefault(ServerSettings settings, String key, String value) {
        return value(key).isPresent() ? settings : settings.withVariable(key, value);
    }

    private Optional<String> value(String key) {
        return Optional.ofNullable(keys.get(key))
                .or(() -> Optional.ofNullable(environment.get(ServerSettings.variable(key))))
                .filter(value -> !value.isBlank());
    }

    private static int port(String text) {
        try {
            var port = Integer.parseInt(text);
            if (port > 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Said below, together with the ports that are out of range.
        }
        throw new RigException("-Dport=" + text + " is not a port: choose one from 1 to 65535");
    }
}
