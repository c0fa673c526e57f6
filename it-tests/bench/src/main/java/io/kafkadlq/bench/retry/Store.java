package io.kafkadlq.bench.retry;

import io.kafkadlq.bench.database.Jdbc;
import java.util.Optional;
import java.util.Set;

/** A database that all contenders of a scene work in, one after the other, each from the same content. */
interface Store {

    Jdbc jdbc();

    /** Remembers what is there now as these contents, and takes it away. */
    void keep(Set<Content> contents);

    /** Has nothing but these contents, as they were kept. */
    void restore(Set<Content> contents);

    /** What it has spent by now; empty if it lives in this process and cannot be told apart. */
    Optional<Spent> spent();

    /** Which expression tells the transactions apart that have written a table's rows last. */
    String writer();
}
