package io.kafkadlq.rig;

/** A server refused an application; the message holds what the server said about it. */
public final class DeploymentException extends RigException {

    private static final long serialVersionUID = 1L;

    public DeploymentException(String message) {
        super(message);
    }
}
