package io.kafkadlq.core.payload;

import io.kafkadlq.api.DlqException;
import io.kafkadlq.api.PayloadUnavailableException;
import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.api.model.Payload;
import io.kafkadlq.api.model.PayloadState;
import io.kafkadlq.api.model.PayloadSummary;
import io.kafkadlq.api.model.RecordSummary;
import io.kafkadlq.api.model.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Completes dead letters of which only a reference is kept. Thread-safe.
 *
 * @param source empty where nothing can be fetched
 */
public record Payloads(Optional<PayloadSource> source) {

    private static final String GONE = "Its payload is gone: ";

    /** Those of an application without Kafka: what is not here is not to be had. */
    public static Payloads ofStoreOnly() {
        return new Payloads(Optional.empty());
    }

    /** Whether all of the payload is here, or may be fetched. */
    public boolean mayBeHad(DlqRecord record) {
        return record.payload().state().isComplete() || isToBeFetched(record);
    }

    /** Of a record whose payload is not, in words. */
    public String whyNotToBeHad(DlqRecord record) {
        PayloadSummary had = record.summary().payload();
        boolean leftOut = record.payload().state() == PayloadState.MISSING
                && !had.equals(new PayloadSummary(
                        PayloadState.MISSING,
                        length(record.payload().key()),
                        length(record.payload().value())));
        return leftOut
                ? "Nothing of its payload was kept, as payload.store of channel '" + record.channel() + "' was none"
                : "Not all of its key and value is here (" + record.payload().state() + ")";
    }

    private static int length(Optional<byte[]> bytes) {
        return bytes.map(there -> there.length).orElse(PayloadSummary.NULL);
    }

    private boolean isToBeFetched(DlqRecord record) {
        return source.isPresent() && isReference(record.summary());
    }

    private static boolean isReference(RecordSummary record) {
        return record.payload().state() == PayloadState.POINTER
                && placeOf(record).isKnown();
    }

    /** Where the whole record lies. */
    private static Source placeOf(RecordSummary record) {
        return record.source();
    }

    /** A record without what is not to be had, which says why; what is here of it stays. */
    public DlqRecord without(DlqRecord record, Completed.Gone gone) {
        Payload kept = record.payload();
        Payload here = Payload.incomplete(
                kept.key().orElse(null), kept.value().orElse(null), kept.headers(), PayloadState.MISSING);
        return DlqRecord.of(missing(record.summary(), gone.why()), here);
    }

    private static RecordSummary missing(RecordSummary record, String why) {
        var problems = new ArrayList<>(record.problems());
        problems.add(why);
        return record.withPayload(record.payload().withState(PayloadState.MISSING))
                .withProblems(problems);
    }

    public CompletionStage<Completed> complete(DlqRecord record) {
        return complete(List.of(record)).thenApply(all -> all.get(0));
    }

    /** Each of the records with what was missing, in the same order; fetched in one go. Completes normally. */
    public CompletionStage<List<Completed>> complete(List<DlqRecord> records) {
        List<DlqRecord> missing = records.stream().filter(this::isToBeFetched).toList();
        if (missing.isEmpty()) {
            return CompletableFuture.completedStage(joined(records, List.of()));
        }
        List<Source> places =
                missing.stream().map(record -> placeOf(record.summary())).toList();
        return source.orElseThrow().fetch(places).thenApply(fetched -> joined(records, fetched));
    }

    private List<Completed> joined(List<DlqRecord> records, List<Fetched> fetched) {
        var completed = new ArrayList<Completed>(records.size());
        int next = 0;
        for (DlqRecord record : records) {
            if (record.payload().state().isComplete()) {
                completed.add(new Completed.Whole(record));
            } else if (isToBeFetched(record)) {
                completed.add(joined(record, fetched.get(next++)));
            } else {
                completed.add(new Completed.Gone(whyNotToBeHad(record)));
            }
        }
        return completed;
    }

    private static Completed joined(DlqRecord record, Fetched fetched) {
        if (fetched instanceof Fetched.Found found) {
            return isTheSame(record, found.payload())
                    ? new Completed.Whole(DlqRecord.of(
                            record.summary().withPayload(found.payload().summary()), found.payload()))
                    : new Completed.Gone(GONE + placeOf(record.summary()) + " holds another record now");
        }
        return fetched instanceof Fetched.Gone gone
                ? new Completed.Gone(GONE + gone.why())
                : new Completed.Unavailable(unavailable(record, ((Fetched.Unavailable) fetched).cause()));
    }

    private static DlqException unavailable(DlqRecord record, Throwable cause) {
        return new PayloadUnavailableException(
                "Its payload could not be fetched from " + placeOf(record.summary()) + " for now: "
                        + cause.getMessage(),
                cause);
    }

    /** A topic that was deleted and made again has other records at the same offsets: what we know has to agree. */
    private static boolean isTheSame(DlqRecord known, Payload found) {
        PayloadSummary shape = known.summary().payload();
        boolean sameKey = known.payload()
                .key()
                .map(key ->
                        found.key().filter(there -> Arrays.equals(key, there)).isPresent())
                .orElse(true);
        return sameKey
                && (shape.valueLength() == PayloadSummary.NULL
                        || shape.valueLength() == found.summary().valueLength());
    }

    /** A record as it is known without asking anybody: one whose topic does not go back so far any longer has lost its payload. */
    public RecordSummary asFarAsKnown(RecordSummary record) {
        if (source.isEmpty() || !isReference(record)) {
            return record;
        }
        Source place = placeOf(record);
        OptionalLong first = source.get().firstKept(place.topic(), place.partition());
        if (first.isEmpty() || place.offset() >= first.getAsLong()) {
            return record;
        }
        return missing(record, GONE + place + " is before the first offset of its partition, " + first.getAsLong());
    }
}
