package io.kafkadlq.core.delivery;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Knows which records of one partition are done, and so up to where its offset may be committed: never past a record that
 * is not done, however many behind it are. A ring of {@linkplain Delivery deliveries} in the order of their offsets, which
 * may have gaps (compaction, transactions); it grows from small, so that a quiet partition costs little.
 *
 * <p>Threading: owned by the thread that polls. Workers only mark deliveries as done. No locks; no garbage once grown.
 */
public final class Ledger {

    /** Nothing has been entered yet. */
    public static final long NOTHING = -1;

    private static final int FIRST_SIZE = 64;

    private final Claim claim;
    private final int maxSize;
    private @Nullable Delivery[] places;
    private long[] offsets;
    private int[] sizes;

    // The next to be entered, and the first that was not done when last looked at.
    private long next;
    private long low;
    private long committable = NOTHING;
    private long bytesUnderWay;

    /** @param maxSize most records under way at once; rounded up to a power of two */
    public Ledger(Claim claim, int maxSize) {
        this.claim = claim;
        this.maxSize = Math.max(FIRST_SIZE, Integer.highestOneBit(Math.max(1, maxSize - 1)) << 1);
        this.places = new Delivery[FIRST_SIZE];
        this.offsets = new long[FIRST_SIZE];
        this.sizes = new int[FIRST_SIZE];
    }

    /** Whether one more record may be under way. */
    public boolean hasRoom() {
        if (next - low == places.length) {
            committable();
        }
        return next - low < places.length || grow();
    }

    /**
     * Enters a record about to be handed on.
     *
     * @throws IllegalStateException if there is no room
     */
    public Delivery enter(ConsumerRecord<byte[], byte[]> record, long enteredNanos) {
        if (!hasRoom()) {
            throw new IllegalStateException("As many records are under way as may be, " + places.length);
        }
        long number = next++;
        int place = place(number);
        Delivery delivery = places[place];
        if (delivery == null) {
            delivery = new Delivery(claim);
            places[place] = delivery;
        }
        offsets[place] = record.offset();
        sizes[place] = sizeOf(record);
        bytesUnderWay += sizes[place];
        delivery.fill(record, number, enteredNanos);
        return delivery;
    }

    /** Takes back the latest entry, for a record that was refused. */
    public void takeBackLatest() {
        next--;
        bytesUnderWay -= sizes[place(next)];
    }

    private int place(long number) {
        return (int) number & places.length - 1;
    }

    private boolean grow() {
        if (places.length == maxSize) {
            return false;
        }
        Delivery[] olderPlaces = places;
        long[] olderOffsets = offsets;
        int[] olderSizes = sizes;
        places = Arrays.copyOf(olderPlaces, olderPlaces.length * 2);
        offsets = new long[places.length];
        sizes = new int[places.length];
        Arrays.fill(places, null);
        for (long number = low; number < next; number++) {
            int older = (int) number & olderPlaces.length - 1;
            places[place(number)] = olderPlaces[older];
            offsets[place(number)] = olderOffsets[older];
            sizes[place(number)] = olderSizes[older];
        }
        return true;
    }

    /** Key, value and headers as they came over the wire, as far as the client tells. */
    private static int sizeOf(ConsumerRecord<byte[], byte[]> record) {
        return Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
    }

    /** The offset to commit: behind the last record before which all are done; {@link #NOTHING} if there is none. */
    public long committable() {
        while (low < next && Objects.requireNonNull(places[place(low)]).isDone()) {
            committable = offsets[place(low)] + 1;
            bytesUnderWay -= sizes[place(low)];
            low++;
        }
        return committable;
    }

    /** Records entered and not done, or done behind one that is not, when last looked at. */
    public long underWay() {
        return next - low;
    }

    /** The number of the last delivery on which work has begun; {@link Claim#NOTHING} if there is none. */
    public long lastBegun() {
        for (long number = next - 1; number >= low; number--) {
            if (Objects.requireNonNull(places[place(number)]).isBegun()) {
                return number;
            }
        }
        return low - 1;
    }

    /** Whether any up to that number may still have an outcome. */
    public boolean isOpenUpTo(long last) {
        return anyUpTo(last, Delivery::isOpen);
    }

    /** Whether work on any up to that number has begun and has no outcome yet. */
    public boolean isStartedUpTo(long last) {
        return anyUpTo(last, Delivery::isStarted);
    }

    private boolean anyUpTo(long last, Predicate<Delivery> state) {
        for (long number = low; number <= Math.min(last, next - 1); number++) {
            if (state.test(Objects.requireNonNull(places[place(number)]))) {
                return true;
            }
        }
        return false;
    }

    /** Their keys' and values' bytes, those of records done behind one that is not among them. */
    public long bytesUnderWay() {
        return bytesUnderWay;
    }

    /** The same without what is done behind something that is not; looks at each record. */
    public long bytesNotDone() {
        long bytes = 0;
        for (long number = low; number < next; number++) {
            if (!Objects.requireNonNull(places[place(number)]).isDone()) {
                bytes += sizes[place(number)];
            }
        }
        return bytes;
    }

    /** All that were ever entered and not taken back. */
    public long entered() {
        return next;
    }

    /** All that are done without a gap before them. */
    public long done() {
        return low;
    }
}
