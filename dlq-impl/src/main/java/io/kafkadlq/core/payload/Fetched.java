package io.kafkadlq.core.payload;

import io.kafkadlq.api.model.Payload;

/** What came of fetching one record from the place it lies at. */
public sealed interface Fetched {

    /** It is there, and its timestamp is the one it was known by. */
    record Found(Payload payload) implements Fetched {}

    /** It is not there any longer, and will not be again; why, in words that go on after "Its payload is gone: ". */
    record Gone(String why) implements Fetched {}

    /** Nobody knows: Kafka did not answer, or may not tell us. It is worth asking again later. */
    record Unavailable(Throwable cause) implements Fetched {}
}
