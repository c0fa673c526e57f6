package io.kafkadlq.bench.harness;

import java.lang.management.ManagementFactory;
import java.util.EnumMap;
import java.util.Map;

/** Weighs what is held between two moments: the heap in use after a collection, then and now. */
public final class Heap {

    private static final int COLLECTIONS = 3;

    private final long before = inUse();

    private Heap() {}

    public static Heap start() {
        return new Heap();
    }

    /** What so many records weigh that are held now and were not at the start. */
    public Map<Unit, Double> weigh(long records, int valueBytes) {
        double held = inUse() - before;
        var figures = new EnumMap<Unit, Double>(Unit.class);
        figures.put(Unit.HEAP, held / (1 << 20));
        figures.put(Unit.HEAP_BEYOND_VALUE, held / records - valueBytes);
        return figures;
    }

    /** What only soft or finalizable references hold may need more than one collection to go. */
    private static long inUse() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
