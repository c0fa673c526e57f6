package io.kafkadlq.bench.volume;

import io.kafkadlq.bench.database.Jdbc;
import io.kafkadlq.bench.database.Storages;
import io.kafkadlq.bench.harness.Aim;
import io.kafkadlq.bench.harness.Budget;
import io.kafkadlq.bench.harness.Directories;
import io.kafkadlq.bench.harness.Result;
import io.kafkadlq.bench.harness.Settings;
import io.kafkadlq.bench.harness.Suite;
import io.kafkadlq.bench.harness.Unit;
import io.kafkadlq.rig.PostgresServer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What queries, counts, retries and purges take where ten million records are stored. */
public final class VolumeSuite implements Suite {

    /** A quarter of the memory for its buffers, as its manual advises for a server of its own, on a machine of 24 GiB. */
    private static final Map<String, String> POSTGRES = Map.of("shared_buffers", "6GB", "max_wal_size", "8GB");

    private static final int RECORDS = 10_000_000;

    /** Enough for a few claims. */
    private static final int FEWEST = 400_000;

    private static final int CONNECTIONS = 4;

    /** What is to be chosen from. */
    private enum Place {
        POSTGRESQL(Volume.Due.TOGETHER),
        /** Claims alone, the worst that can be. */
        SCATTERED(Volume.Due.SCATTERED),
        H2(Volume.Due.TOGETHER);

        private static final String SCENE = "bench.scene";

        private final Volume.Due due;

        Place(Volume.Due due) {
            this.due = due;
        }

        static Place chosen() {
            var scene = System.getProperty(SCENE, "").strip();
            return Arrays.stream(values())
                    .filter(place -> scene.isEmpty() || place.name().equalsIgnoreCase(scene))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            SCENE + " is \"" + scene + "\"; there are " + Arrays.toString(values())));
        }

        String scene() {
            return switch (this) {
                case POSTGRESQL -> "postgresql";
                case SCATTERED -> "postgresql, scattered";
                case H2 -> "h2";
            };
        }
    }

    @Override
    public String name() {
        return "volume";
    }

    @Override
    public String description() {
        return "queries, counts, claims and purges where ten million records are stored";
    }

    @Override
    public List<Result> measure(Settings settings, Budget budget) {
        int records = settings.records().orElse(RECORDS);
        if (records < FEWEST) {
            throw new IllegalArgumentException("bench.records is " + records + ", at least " + FEWEST + " are needed");
        }
        var place = Place.chosen();
        var volume = new Volume(records, place.due, Instant.now());
        var data = settings.target().resolve(name());
        var plans = settings.target().resolve(name() + "-plans.txt");
        Directories.delete(data);
        try {
            return place == Place.H2
                    ? inH2(data.resolve("dlq"), new Measuring(place.scene(), volume, budget, plans))
                    : inPostgres(data, new Measuring(place.scene(), volume, budget, plans), place);
        } finally {
            Directories.delete(data);
        }
    }

    private static List<Result> inPostgres(Path directory, Measuring measuring, Place place) {
        var filling = new HashMap<>(POSTGRES);
        filling.putAll(Map.of("wal_level", "minimal", "max_wal_senders", "0"));
        try (var server = PostgresServer.start(directory, filling)) {
            var jdbc = Jdbc.of(server);
            Storages.open(jdbc, CONNECTIONS).close();
            timed("filled postgresql", () -> PostgresFill.fill(jdbc, measuring.volume()));
        }
        try (var server = PostgresServer.start(directory, POSTGRES)) {
            var jdbc = Jdbc.of(server);
            return place == Place.SCATTERED
                    ? measuring.retries(jdbc, () -> PostgresPlans.of(server, jdbc))
                    : measuring.all(jdbc, () -> PostgresPlans.of(server, jdbc));
        }
    }

    private static List<Result> inH2(Path file, Measuring measuring) {
        var jdbc = Jdbc.h2(file).answeringAnew();
        Storages.open(jdbc, CONNECTIONS).close();
        timed("filled h2", () -> H2Fill.fill(jdbc, measuring.volume()));
        return measuring.all(jdbc, () -> H2Plans.of(jdbc, file));
    }

    private static void timed(String what, Runnable work) {
        long start = System.nanoTime();
        work.run();
        System.out.printf("%s in %d s%n", what, (System.nanoTime() - start) / 1_000_000_000);
    }

    /** What is done with a database that is full. */
    private record Measuring(String scene, Volume volume, Budget budget, Path plans) {

        List<Result> retries(Jdbc jdbc, Supplier<Plans> planned) {
            var calls = new Calls();
            try (var storage = Storages.open(jdbc, CONNECTIONS)) {
                new Retries(storage, calls).measure(volume);
            }
            new PlanBook(jdbc, volume, plans).retries(planned);
            return calls.results(scene);
        }

        List<Result> all(Jdbc jdbc, Supplier<Plans> planned) {
            var calls = new Calls();
            try (var storage = Storages.open(jdbc, CONNECTIONS)) {
                for (var question : new Questions(storage, jdbc, volume).all()) {
                    for (int run = 0; run < question.runs(); run++) {
                        calls.timed(question.name(), question.asked().apply(run));
                    }
                }
                new Retries(storage, calls).measure(volume);
            }
            var book = new PlanBook(jdbc, volume, plans);
            book.all(planned);
            try (var storage = Storages.open(jdbc, CONNECTIONS)) {
                var results = new ArrayList<Result>();
                var rates = new PurgeBesideIntake(storage, calls).measure(scene, budget);
                results.addAll(calls.results(scene));
                results.addAll(rates);
                return results;
            }
        }
    }

    @Override
    public List<Aim> aims() {
        return Arrays.stream(Place.values())
                .map(Place::scene)
                .flatMap(scene -> Stream.concat(Questions.names().stream(), Stream.of(Retries.CLAIM, Retries.COMPLETE))
                        .map(call -> Aim.figure(scene, call, Unit.CALL, 25, 50)))
                .toList();
    }
}
