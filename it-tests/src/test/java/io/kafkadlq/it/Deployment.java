package io.kafkadlq.it;

import io.kafkadlq.rig.AppServer;
import io.kafkadlq.rig.KafkaBroker;
import io.kafkadlq.rig.ServerSettings;
import java.nio.file.Path;
import java.util.function.BiFunction;

/**
 * The product on a server, with topics of its own.
 *
 * @param name of the server, and in the names of the topics
 * @param home what the server was started in
 */
record Deployment(AppServer server, KafkaBroker broker, String name, Path home) implements AutoCloseable {

    static final String APPLICATION = "dlq";

    static final String PASSWORD = "a-password-for-tests";

    /** @param start starts a server in a directory */
    static Deployment start(KafkaBroker broker, String name, BiFunction<Path, ServerSettings, AppServer> start) {
        broker.createTopics(1, name, name + "-dlt");
        var settings = ServerSettings.none()
                .with("dlq.kafka.bootstrap.servers", broker.bootstrapServers())
                .with("dlq.channel.default.dead-letter-topics", name + "-dlt")
                .with("dlq.channel.default.redrive.allowed-topics", name)
                // Else operators could retry nothing, as there is no handler here.
                .with("dlq.channel.default.retry.by", "application")
                .with("dlq.security.users", "vera,olga")
                .with("dlq.security.user.vera.roles", "viewer")
                .with("dlq.security.user.olga.roles", "operator")
                .withVariable("dlq.security.user.vera.password", PASSWORD)
                .withVariable("dlq.security.user.olga.password", PASSWORD)
                .withVariable("dlq.admin.password", PASSWORD);
        // One guard is overridden for good, to see that it can be where servers are configured: by a variable.
        settings = settings.withVariable("io.kafkadlq.cdi.fault.StoreGuard/read/Retry/maxRetries", "0");
        // One key by each way that servers have, to see that all lead to us.
        settings = settings.with("dlq.drain-timeout", "PT11S")
                .withVariable("dlq.lease", "PT31S")
                .withManaged("dlq.node-id", name + "-node");
        // The JDK keeps classes softly; whoever looks for what an undeployment leaves behind must not see those.
        settings = settings.withVariable("JAVA_TOOL_OPTIONS", "-XX:SoftRefLRUPolicyMSPerMB=0");
        // Of its own in each run: what an earlier one stored would be taken for this one's.
        var home = Path.of(System.getProperty("it.work"), name + "-" + System.nanoTime());
        return new Deployment(start.apply(home, settings), broker, name, home);
    }

    static Path application(String file) {
        return Path.of(System.getProperty("it.applications"), file);
    }

    String originTopic() {
        return name;
    }

    String deadLetterTopic() {
        return name + "-dlt";
    }

    StoreFile store() {
        return new StoreFile(home);
    }

    Rest anonymous() {
        return Rest.anonymous(server.baseUrl());
    }

    Rest admin() {
        return anonymous().as("admin", PASSWORD);
    }

    Rest viewer() {
        return anonymous().as("vera", PASSWORD);
    }

    Rest operator() {
        return anonymous().as("olga", PASSWORD);
    }

    @Override
    public void close() {
        server.close();
    }
}
