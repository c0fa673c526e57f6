package io.kafkadlq.core.time;

import com.github.f4b6a3.uuid.UuidCreator;
import io.kafkadlq.api.model.RecordId;
import java.time.Clock;

/** Makes record ids that sort in the order they were made within this process, and tells the calendar time. */
public final class RecordIds {

    private RecordIds() {}

    public static RecordId next() {
        return RecordId.of(UuidCreator.getTimeOrderedEpochPlus1());
    }

    /** Stamps for whatever is shown to people or kept in a store. */
    public static Clock clock() {
        return Clock.systemUTC();
    }
}
