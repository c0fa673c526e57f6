package io.kafkadlq.bench.zerocopy;

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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Values as slices of the fetched buffer, beside values that are copied out of it once. */
public final class ZeroCopySuite implements Suite {

    static final int VALUE_BYTES = 1024;

    private static final String READ = "read and let go";
    private static final String KEEP_SOME = "keep 1 in 10";
    private static final String KEEP_ALL = "keep all";

    private static final int PARTITIONS = 6;
    private static final int HELD_RECORDS = 100_000;
    private static final int READ_RECORDS = 400_000;

    @Override
    public String name() {
        return "zerocopy";
    }

    @Override
    public String description() {
        return "values as slices of Kafka's fetch buffers beside a copy of each: time, garbage, heap held";
    }

    @Override
    public List<Result> measure(Settings settings, Budget budget) {
        var data = settings.target().resolve("zerocopy");
        Directories.delete(data);
        try (var broker = KafkaBroker.start(data.resolve("broker"))) {
            var read = fill(broker, "read", settings.records().orElse(READ_RECORDS));
            var held = fill(broker, "held", HELD_RECORDS);
            var scenes = new LinkedHashMap<String, List<Contender>>();
            scenes.put(READ, contenders(read, 0));
            scenes.put(KEEP_SOME, contenders(held, 10));
            scenes.put(KEEP_ALL, contenders(held, 1));
            return measure(scenes, settings, budget);
        } finally {
            Directories.delete(data);
        }
    }

    private static List<Result> measure(Map<String, List<Contender>> scenes, Settings settings, Budget budget) {
        var results = new ArrayList<Result>();
        int left = scenes.size();
        for (var scene : scenes.entrySet()) {
            results.addAll(new Series(settings.runs(), System.out)
                    .measure(new Scene(scene.getKey(), scene.getValue()), budget.share(left--)));
        }
        return results;
    }

    private static List<Contender> contenders(Topic topic, int keepOneIn) {
        return Stream.of(Form.values())
                .<Contender>map(form -> new ReadContender(form, topic, keepOneIn))
                .toList();
    }

    private static Topic fill(KafkaBroker broker, String name, int records) {
        var random = new Random(20261122);
        String topic = "bench.zerocopy." + name;
        return Topic.filled(broker, new Topic.Plan(topic, PARTITIONS, records), number -> {
            var value = new byte[VALUE_BYTES];
            random.nextBytes(value);
            var key = ("order-" + number).getBytes(StandardCharsets.UTF_8);
            return new ProducerRecord<>(topic, number % PARTITIONS, key, value);
        });
    }

    /** What slices would have to bring, to be worth the heap they hold. */
    @Override
    public List<Aim> aims() {
        String slices = Form.SLICE.system();
        String copies = Form.ARRAY.system();
        return List.of(
                Aim.ratio(READ, slices, copies, Unit.RATE, 1.2, 1),
                Aim.ratio(READ, slices, copies, Unit.CPU, 0.8, 1),
                Aim.ratio(READ, slices, copies, Unit.ALLOCATED, 0.6, 1),
                Aim.ratio(KEEP_SOME, slices, copies, Unit.HEAP, 1.1, 2),
                Aim.ratio(KEEP_ALL, slices, copies, Unit.HEAP, 1.1, 2));
    }
}
