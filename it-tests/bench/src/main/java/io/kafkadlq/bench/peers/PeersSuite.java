package io.kafkadlq.bench.peers;

import io.confluent.parallelconsumer.ParallelConsumerOptions.ProcessingOrder;
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
import io.kafkadlq.bench.topic.Topic;
import io.kafkadlq.rig.KafkaBroker;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From a topic through a handler: the product beside Confluent's Parallel Consumer, Spring and a bare loop. */
public final class PeersSuite implements Suite {

    private static final String OURS = "ours/key";
    private static final String OURS_ASYNC = "ours/key-async";

    /** With the order that Spring keeps. */
    private static final String OURS_PARTITION = "ours/partition";

    /** With as many consumers as Spring has. */
    private static final String OURS_TWO = "ours/key-2-consumers";

    private static final String PARALLEL = "parallel-consumer/key";
    private static final String PARALLEL_BATCH = "parallel-consumer/key-batch";
    private static final String SPRING = "spring/2-threads";

    /** No-op on topics written in batches of up to 1 MiB and of 16 KiB, last, when all is warm. */
    private static final String BATCHES = "no-op, batches";

    private static final String LIMIT_LARGE = "limit/1-mib";
    private static final String OURS_LARGE = "ours/1-mib";
    private static final String LIMIT_SMALL = "limit/16-kib";
    private static final String OURS_SMALL = "ours/16-kib";

    /** Fewer are over before a quick loop has left its first fetches behind. */
    private static final int RECORDS = 500_000;

    @Override
    public String name() {
        return "peers";
    }

    @Override
    public String description() {
        return "a topic's records through a handler, in order, beside the Parallel Consumer and Spring";
    }

    @Override
    public List<Result> measure(Settings settings, Budget budget) {
        int records = settings.records().orElse(RECORDS);
        var data = settings.target().resolve("peers");
        Directories.delete(data);
        try (var broker = KafkaBroker.start(data.resolve("broker"))) {
            System.out.printf("filling a topic with %,d records%n", records);
            var results = new ArrayList<Result>();
            var large = venue(broker, records, Topic.LARGE_BATCHES);
            var series = new Series(settings.runs(), System.out);
            int scenesLeft = Work.values().length + 1;
            for (Work work : Work.values()) {
                results.addAll(series.measure(
                        new Scene(work.scene(), contenders(participants(work), work, large)),
                        budget.share(scenesLeft--)));
            }
            var small = venue(broker, records, Topic.DEFAULT_BATCHES);
            results.addAll(series.measure(new Scene(BATCHES, besideLimit(large, small)), budget.share(scenesLeft)));
            return results;
        } finally {
            Directories.delete(data);
        }
    }

    private static PeerContender.Venue venue(KafkaBroker broker, int records, int batchBytes) {
        var topic = Load.fill(broker, records, batchBytes);
        return new PeerContender.Venue(broker, topic, new Audit(topic));
    }

    private static List<Contender> contenders(
            Map<String, Participant> participants, Work work, PeerContender.Venue venue) {
        return participants.entrySet().stream()
                .<Contender>map(entry -> {
                    var limit = Optional.of(Limit.NAME).filter(name -> !name.equals(entry.getKey()));
                    return new PeerContender(entry.getKey(), limit, entry.getValue(), work, venue);
                })
                .toList();
    }

    /** Ours and the limit alone, on both topics in turn. */
    private static List<Contender> besideLimit(PeerContender.Venue large, PeerContender.Venue small) {
        var ours = ours(Ours.Shape.EACH, Map.of());
        return List.of(
                new PeerContender(LIMIT_LARGE, Optional.empty(), new Limit(), Work.NO_OP, large),
                new PeerContender(OURS_LARGE, Optional.of(LIMIT_LARGE), ours, Work.NO_OP, large),
                new PeerContender(LIMIT_SMALL, Optional.empty(), new Limit(), Work.NO_OP, small),
                new PeerContender(OURS_SMALL, Optional.of(LIMIT_SMALL), ours, Work.NO_OP, small));
    }

    /** By their names, in the order of their runs. */
    private static Map<String, Participant> participants(Work work) {
        var participants = new LinkedHashMap<String, Participant>();
        participants.put(Limit.NAME, new Limit());
        switch (work) {
            case NO_OP -> {
                participants.put(OURS, ours(Ours.Shape.EACH, Map.of()));
                participants.put("ours/key-lists", ours(Ours.Shape.LISTS, Map.of("processing.mode", "hybrid")));
                participants.put(OURS_PARTITION, ours(Ours.Shape.EACH, Map.of("order", "partition")));
                participants.put(OURS_TWO, ours(Ours.Shape.EACH, Map.of("processing.consumers", "2")));
                participants.put(PARALLEL, new ParallelPeer(ProcessingOrder.KEY, 100, 1));
                participants.put(PARALLEL_BATCH, new ParallelPeer(ProcessingOrder.KEY, 100, 100));
                participants.put("parallel-consumer/unordered", new ParallelPeer(ProcessingOrder.UNORDERED, 100, 1));
            }
            case WAITS -> {
                participants.put(OURS, ours(Ours.Shape.EACH, Map.of("processing.concurrency", "100")));
                participants.put(OURS_ASYNC, ours(Ours.Shape.ASYNC, Map.of()));
                participants.put(PARALLEL, new ParallelPeer(ProcessingOrder.KEY, 100, 1));
            }
            case FAILS -> {
                participants.put(OURS, ours(Ours.Shape.EACH, Map.of()));
                participants.put(PARALLEL, new ParallelPeer(ProcessingOrder.KEY, 100, 1));
            }
        }
        participants.put(SPRING, new SpringPeer(2));
        return participants;
    }

    private static Participant ours(Ours.Shape shape, Map<String, String> settings) {
        return new Ours(shape, settings);
    }

    @Override
    public List<Aim> aims() {
        String noOp = Work.NO_OP.scene();
        String waits = Work.WAITS.scene();
        String fails = Work.FAILS.scene();
        return List.of(
                Aim.ratio(noOp, OURS, Limit.NAME, Unit.RATE, 0.8, 0.6),
                Aim.ratio(noOp, OURS, Limit.NAME, Unit.CPU, 1.5, 2.5),
                Aim.ratio(BATCHES, OURS_LARGE, LIMIT_LARGE, Unit.RATE, 0.8, 0.6),
                Aim.ratio(BATCHES, OURS_LARGE, LIMIT_LARGE, Unit.CPU, 1.5, 2.5),
                Aim.ratio(BATCHES, OURS_SMALL, LIMIT_SMALL, Unit.RATE, 0.8, 0.6),
                Aim.ratio(BATCHES, OURS_SMALL, LIMIT_SMALL, Unit.CPU, 1.5, 2.5),
                Aim.ratio(noOp, OURS, PARALLEL, Unit.RATE, 3, 2),
                Aim.ratio(noOp, OURS, PARALLEL_BATCH, Unit.RATE, 1.5, 1),
                Aim.ratio(noOp, OURS_PARTITION, SPRING, Unit.RATE, 1, 1),
                Aim.ratio(noOp, OURS_TWO, SPRING, Unit.RATE, 1, 1),
                Aim.ratio(waits, OURS, PARALLEL, Unit.RATE, 1.5, 1.1),
                Aim.ratio(waits, OURS_ASYNC, PARALLEL, Unit.RATE, 5, 3),
                Aim.ratio(fails, OURS, Limit.NAME, Unit.RATE, 0.9, 0.6),
                Aim.ratio(fails, OURS, PARALLEL, Unit.RATE, 3, 2),
                Aim.ratio(fails, OURS, SPRING, Unit.RATE, 50, 20));
    }
}
