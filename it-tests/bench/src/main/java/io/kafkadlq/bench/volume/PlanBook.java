package io.kafkadlq.bench.volume;

import io.kafkadlq.bench.database.Jdbc;
import io.kafkadlq.bench.database.Storages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Writes the plans of all that was measured into a file, call by call; nothing is measured meanwhile. */
record PlanBook(Jdbc jdbc, Volume volume, Path file) {

    /** One holds the lock of the schema while another looks at it. */
    private static final int CONNECTIONS = 2;

    void retries(Supplier<Plans> planned) {
        write(planned, false);
    }

    void all(Supplier<Plans> planned) {
        write(planned, true);
    }

    private void write(Supplier<Plans> planned, boolean questions) {
        var chapters = new ArrayList<String>();
        var calls = new Calls();
        try (var plans = planned.get();
                var storage = Storages.open(jdbc, CONNECTIONS)) {
            if (questions) {
                for (var question : new Questions(storage, jdbc, volume).all()) {
                    var asked = question.asked().apply(0);
                    chapters.addAll(chapter(question.name(), plans.of(() -> calls.timed(question.name(), asked))));
                }
            }
            var retries = new Retries(storage, calls);
            chapters.addAll(chapter("claim 1,000, complete 1,000", plans.of(() -> retries.claimAndComplete(1))));
            chapters.addAll(chapter(Retries.BLOCKED, plans.of(retries::blocked)));
            chapters.addAll(chapter(Retries.EXPIRE, plans.of(retries::expire)));
        }
        try {
            Files.write(file, chapters);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
        System.out.println("written: " + file);
    }

    private static List<String> chapter(String call, String plans) {
        return List.of("===== " + call, "", plans, "");
    }
}
