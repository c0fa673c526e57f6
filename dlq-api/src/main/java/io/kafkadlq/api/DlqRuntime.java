package io.kafkadlq.api;

/** A handler that owns its engine: closing it stops intake, stores what was taken and commits what was stored. */
public interface DlqRuntime extends DlqHandler, AutoCloseable {

    /** The operator's side of the same engine. */
    DlqDesk desk();

    /**
     * Stops and starts a channel's reading, and tells what it does.
     *
     * @throws IllegalArgumentException if no such channel is configured; the message lists those that are
     */
    ChannelControl control(String channel);

    /** Idempotent; returns when everything has stopped. */
    @Override
    void close();
}
