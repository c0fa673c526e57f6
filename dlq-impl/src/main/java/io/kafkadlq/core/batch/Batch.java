package io.kafkadlq.core.batch;

import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.core.stage.Acknowledgement;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Records on their way to the store with what must be told when they are there. Arrays made once and filled again and
 * again. Confined: to the batch stage's lock while it fills, to its writer while it is written.
 */
final class Batch {

    private final @Nullable DlqRecord[] records;
    private final @Nullable Acknowledgement[] acks;
    private final long[] tokens;
    private final long[] enteredNanos;
    private int size;

    Batch(int capacity) {
        records = new DlqRecord[capacity];
        acks = new Acknowledgement[capacity];
        tokens = new long[capacity];
        enteredNanos = new long[capacity];
    }

    void add(DlqRecord record, Acknowledgement ack, long token, long entered) {
        records[size] = record;
        acks[size] = ack;
        tokens[size] = token;
        enteredNanos[size] = entered;
        size++;
    }

    boolean isFull() {
        return size == records.length;
    }

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    DlqRecord record(int index) {
        return Objects.requireNonNull(records[index]);
    }

    Acknowledgement ack(int index) {
        return Objects.requireNonNull(acks[index]);
    }

    long token(int index) {
        return tokens[index];
    }

    long enteredNanos(int index) {
        return enteredNanos[index];
    }

    /** Notes that a record has had its acknowledgement, so that it gets no second one. */
    void answered(int index) {
        acks[index] = null;
    }

    boolean isAnswered(int index) {
        return acks[index] == null;
    }

    /** Puts another version of the same dead letter in a record's place. */
    void replace(int index, DlqRecord record) {
        records[index] = record;
    }

    /** A copy: a store that answers late may still read it when this batch is filled again. */
    @SuppressWarnings("NullAway") // the first `size` places are filled
    List<DlqRecord> records(int from, int to) {
        return List.of(Arrays.copyOfRange(records, from, to));
    }

    void clear() {
        Arrays.fill(records, 0, size, null);
        Arrays.fill(acks, 0, size, null);
        size = 0;
    }
}
