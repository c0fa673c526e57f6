package io.kafkadlq.bench.latency;

import io.kafkadlq.bench.harness.Aim;
import io.kafkadlq.bench.harness.Budget;
import io.kafkadlq.bench.harness.Contender;
import io.kafkadlq.bench.harness.Result;
import io.kafkadlq.bench.harness.Scene;
import io.kafkadlq.bench.harness.Series;
import io.kafkadlq.bench.harness.Settings;
import io.kafkadlq.bench.harness.Suite;
import io.kafkadlq.bench.harness.Unit;
import io.kafkadlq.bench.line.AnsweringStorage;
import io.kafkadlq.bench.line.DirectLine;
import io.kafkadlq.bench.line.DispatchLine;
import io.kafkadlq.bench.line.Pool;
import io.kafkadlq.bench.line.RingLine;
import io.kafkadlq.bench.line.ShardLine;
import io.kafkadlq.core.memory.MemoryStorage;
import io.kafkadlq.core.time.RecordIds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The engine without Kafka, at a rate that is offered whatever happens: waits, cores and bytes of each record. */
public final class LatencySuite implements Suite {

    private static final String DISPATCH = "dispatch";
    private static final String RING = "ring";
    private static final String SLOW_KEY = "slow key";
    private static final String LIMIT = "limit";
    private static final String OURS = "ours";

    private static final int KEYS = 10_000;
    private static final int PER_MILLISECOND = 100;
    private static final int SLOW_PER_MILLISECOND = 4;
    private static final int SLOW_WORKERS = 16;

    /** 8 a second of 100 ms each: the key's own lane is busy for four fifths of the time. */
    private static final int ONE_IS_SLOW_IN = 500;

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public String description() {
        return "waits at 100,000 records/s in process: to a handler, to a store, and beside a slow key";
    }

    @Override
    public List<Result> measure(Settings settings, Budget budget) {
        var scenes = List.of(new Scene(DISPATCH, dispatch()), new Scene(RING, ring()), new Scene(SLOW_KEY, slowKey()));
        var results = new ArrayList<Result>();
        int scenesLeft = scenes.size();
        for (Scene scene : scenes) {
            results.addAll(new Series(settings.runs(), System.out).measure(scene, budget.share(scenesLeft--)));
        }
        return results;
    }

    private static List<Contender> dispatch() {
        var pool = Pool.of(KEYS);
        var offer = new PacedContender.Offer(pool, PER_MILLISECOND, true, key -> {});
        return List.of(
                new PacedContender(LIMIT, Optional.empty(), offer, DirectLine::new),
                new PacedContender(OURS, Optional.of(LIMIT), offer, end -> new DispatchLine(pool, 2, end)),
                new PacedContender("ours/1-worker", Optional.of(LIMIT), offer, end -> new DispatchLine(pool, 1, end)));
    }

    /** Order is not looked at: two writers store batches at once. */
    private static List<Contender> ring() {
        var pool = Pool.of(KEYS);
        var offer = new PacedContender.Offer(pool, PER_MILLISECOND, false, key -> {});
        return List.of(
                new PacedContender(LIMIT, Optional.empty(), offer, DirectLine::new),
                new PacedContender(
                        OURS,
                        Optional.of(LIMIT),
                        offer,
                        end -> RingLine.ofMadeBefore(pool, AnsweringStorage.atOnce(), end)),
                new PacedContender(
                        "ours/memory",
                        Optional.of(LIMIT),
                        offer,
                        end -> RingLine.ofFresh(pool, new MemoryStorage(RecordIds.clock()), end)));
    }

    private static List<Contender> slowKey() {
        var pool = Pool.withOftenKey(KEYS, ONE_IS_SLOW_IN);
        var contenders = new ArrayList<Contender>();
        for (boolean slow : List.of(false, true)) {
            var offer = new PacedContender.Offer(pool, SLOW_PER_MILLISECOND, true, new SlowKey(slow));
            var suffix = slow ? "/slow" : "/even";
            contenders.add(new PacedContender(
                    OURS + suffix, Optional.empty(), offer, end -> new DispatchLine(pool, SLOW_WORKERS, end)));
            contenders.add(new PacedContender(
                    "shards" + suffix, Optional.empty(), offer, end -> new ShardLine(pool, SLOW_WORKERS, end)));
        }
        return contenders;
    }

    @Override
    public List<Aim> aims() {
        return List.of(
                Aim.figure(DISPATCH, OURS, Unit.WAIT_P50, 300, 1_000),
                Aim.figure(DISPATCH, OURS, Unit.WAIT_P99, 5_000, 10_000),
                Aim.figure(DISPATCH, OURS, Unit.CORES, 0.6, 1.2),
                Aim.figure(DISPATCH, OURS, Unit.ALLOCATED, 16, 100),
                Aim.figure(RING, OURS, Unit.WAIT_P50, 300, 1_000),
                Aim.figure(RING, OURS, Unit.WAIT_P99, 5_000, 10_000),
                Aim.figure(RING, OURS, Unit.ALLOCATED, 16, 100),
                Aim.ratio(SLOW_KEY, "ours/slow", "ours/even", Unit.WAIT_P99, 1.5, 3),
                Aim.ratio(SLOW_KEY, "shards/slow", "shards/even", Unit.WAIT_P99, 1.5, 3),
                Aim.ratio(SLOW_KEY, "ours/slow", "shards/slow", Unit.WAIT_P99, 0.25, 0.5));
    }
}
