package io.kafkadlq.rig;

import java.net.URI;
import java.nio.file.Path;

/** An application server that runs. */
public interface AppServer extends AutoCloseable {

    /** Where it is reached, without a path: {@code http://127.0.0.1:12345}. */
    URI baseUrl();

    /** Where its health is asked for, likewise. */
    default URI healthUrl() {
        return baseUrl();
    }

    /**
     * Deploys an archive; when this returns, the server has started it.
     *
     * @param name what it is undeployed by; a WAR's context root, too
     * @throws DeploymentException if the server refuses it
     */
    void deploy(Path archive, String name);

    /** Undeploys what was deployed under the name. */
    void undeploy(String name);

    /** Its process: to stop, to start again, to look into its log. */
    ServerProcess process();

    /** Ends it as a power cut would. */
    default void kill() {
        process().kill();
    }

    default Path log() {
        return process().log();
    }

    default long pid() {
        return process().pid();
    }

    @Override
    default void close() {
        process().stop();
    }
}
