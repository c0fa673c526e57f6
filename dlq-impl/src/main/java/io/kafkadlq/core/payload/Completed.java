package io.kafkadlq.core.payload;

import io.kafkadlq.api.model.DlqRecord;
import java.util.function.Function;

/** A dead letter after what is missing of its payload was fetched, or was not to be had. */
public sealed interface Completed {

    /** All of it is here. */
    record Whole(DlqRecord record) implements Completed {}

    /** What is missing is not to be had any longer, or never was; why, in a sentence without a full stop. */
    record Gone(String why) implements Completed {}

    /** What is missing could not be fetched for now. */
    record Unavailable(Throwable cause) implements Completed {}

    default <T> T fold(
            Function<? super DlqRecord, ? extends T> whole,
            Function<? super Gone, ? extends T> gone,
            Function<? super Unavailable, ? extends T> unavailable) {
        if (this instanceof Whole it) {
            return whole.apply(it.record());
        }
        return this instanceof Gone it ? gone.apply(it) : unavailable.apply((Unavailable) this);
    }
}
