package io.kafkadlq.bench.retry;

import io.kafkadlq.bench.database.Jdbc;
import io.kafkadlq.bench.harness.Directories;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** An H2 file with the options of the product's own default; what is kept is a copy of it. */
record H2Store(Path directory, Jdbc jdbc) implements Store {

    private static final String LIVE = "live";

    static H2Store in(Path directory) {
        return new H2Store(directory, Jdbc.h2(directory.resolve(LIVE).resolve("dlq")));
    }

    @Override
    public void keep(Set<Content> contents) {
        contents.forEach(content -> copy(directory.resolve(LIVE), directory.resolve(content.keptAs())));
        Directories.delete(directory.resolve(LIVE));
    }

    @Override
    public void restore(Set<Content> contents) {
        Directories.delete(directory.resolve(LIVE));
        contents.forEach(content -> copy(directory.resolve(content.keptAs()), directory.resolve(LIVE)));
    }

    private static void copy(Path from, Path to) {
        try (var files = Files.list(from)) {
            Files.createDirectories(to);
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot copy " + from, e);
        }
    }

    @Override
    public Optional<Spent> spent() {
        return Optional.empty();
    }

    /** One transaction at a time writes, and seldom two in a millisecond. */
    @Override
    public String writer() {
        return "updated_at";
    }
}
