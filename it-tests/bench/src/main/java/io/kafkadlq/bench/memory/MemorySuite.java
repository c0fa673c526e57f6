package io.kafkadlq.bench.memory;

import io.kafkadlq.bench.harness.Aim;
import io.kafkadlq.bench.harness.Budget;
import io.kafkadlq.bench.harness.Contender;
import io.kafkadlq.bench.harness.Directories;
import io.kafkadlq.bench.harness.Result;
import io.kafkadlq.bench.harness.Scene;
import io.kafkadlq.bench.harness.Series;
import io.kafkadlq.bench.harness.Settings;
import io.kafkadlq.bench.harness.Suite;
import io.kafkadlq.bench.harness.Unit;
import io.kafkadlq.bench.line.AnsweringStorage;
import io.kafkadlq.bench.line.DispatchLine;
import io.kafkadlq.bench.line.Pool;
import io.kafkadlq.bench.line.RingLine;
import io.kafkadlq.rig.KafkaBroker;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Heap of records that wait, from a real topic, and garbage of records that pass, without Kafka. */
public final class MemorySuite implements Suite {

    private static final String ALLOCATION = "flat out";
    private static final String RING = "ours/ring";
    private static final String LANES = "ours/lanes";
    private static final String DISPATCH = "ours/dispatch";

    /** Stopped beside a silent store, the product rightly tells of each record that it gives back. */
    private static final Logger PRODUCT = Logger.getLogger("io.kafkadlq");

    private static final int RECORDS = 100_000;
    private static final int KEYS = 10_000;

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public String description() {
        return "heap of 100,000 records that wait, and bytes allocated for each that passes";
    }

    @Override
    public List<Result> measure(Settings settings, Budget budget) {
        PRODUCT.setLevel(Level.OFF);
        var data = settings.target().resolve("memory");
        Directories.delete(data);
        var series = new Series(settings.runs(), System.out);
        var results = new ArrayList<>(series.measure(new Scene(ALLOCATION, flatOut()), budget.share(2)));
        try (var broker = KafkaBroker.start(data.resolve("broker"))) {
            int scenesLeft = Letters.values().length;
            for (Letters letters : Letters.values()) {
                var topic = letters.fill(broker, settings.records().orElse(RECORDS));
                var contenders = List.<Contender>of(
                        new HeapContender(HeapContender.LIMIT, BareHolder.ofValues(), topic),
                        new HeapContender("consumer-records", BareHolder.ofRecords(), topic),
                        new HeapContender(RING, OurHolder.RING, topic),
                        new HeapContender(LANES, OurHolder.LANES, topic));
                results.addAll(series.measure(new Scene(letters.scene(), contenders), budget.share(scenesLeft--)));
            }
            return results;
        } finally {
            Directories.delete(data);
        }
    }

    private static List<Contender> flatOut() {
        var pool = Pool.of(KEYS);
        return List.of(
                new FlatOutContender(DISPATCH, pool, end -> new DispatchLine(pool, 2, end)),
                new FlatOutContender(RING, pool, end -> RingLine.ofMadeBefore(pool, AnsweringStorage.atOnce(), end)),
                new FlatOutContender(
                        "ours/ring-fresh", pool, end -> RingLine.ofFresh(pool, AnsweringStorage.atOnce(), end)));
    }

    @Override
    public List<Aim> aims() {
        var aims = new ArrayList<Aim>();
        aims.add(Aim.figure(ALLOCATION, DISPATCH, Unit.ALLOCATED, 16, 100));
        aims.add(Aim.figure(ALLOCATION, RING, Unit.ALLOCATED, 16, 100));
        for (Letters letters : Letters.values()) {
            for (String system : List.of(RING, LANES)) {
                // Below 500 MB for 100,000, and 1 KiB for each with all its headers, is what was promised.
                aims.add(Aim.figure(letters.scene(), system, Unit.HEAP, 200, 500));
                aims.add(Aim.figure(letters.scene(), system, Unit.HEAP_BEYOND_VALUE, 640, 1024));
            }
        }
        return aims;
    }
}
