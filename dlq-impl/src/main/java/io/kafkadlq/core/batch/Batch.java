package io.kafkadlq.core.batch;

import io.kafkadlq.api.model.DlqRecord;
import io.kafkadlq.core.stage.Letter;
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
    private final @Nullable Letter[] letters;
    private final long[] enteredNanos;
    private int size;

    Batch(int capacity) {
        records = new DlqRecord[capacity];
        letters = new Letter[capacity];
        enteredNanos = new long[capacity];
    }

    void add(Letter letter, long entered) {
        records[size] = letter.record();
        letters[size] = letter;
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

    Letter letter(int index) {
        return Objects.requireNonNull(letters[index]);
    }

    long enteredNanos(int index) {
        return enteredNanos[index];
    }

    /** Notes that a letter has had its answer, so that it gets no second one. */
    void answered(int index) {
        letters[index] = null;
    }

    boolean isAnswered(int index) {
        return letters[index] == null;
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
        Arrays.fill(letters, 0, size, null);
        size = 0;
    }
}
