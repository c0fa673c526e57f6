package io.kafkadlq.api.flow;

/** Where records enter a channel. */
public enum Door {
    /** Dead letters, from their topics and from code: to be stored. */
    STORE,
    /** Records of source topics: to be handled. */
    HANDLER
}
