package io.kafkadlq.bench.intake;

import io.kafkadlq.api.DlqDesk;
import java.util.Map;

/** A store that the product is to fill, and a way to see what is in it. */
interface Target {

    /** Behind {@code ours/} in the results. */
    String name();

    /** Who shows what this store could take at best. */
    String limit();

    /** What points the product to it. */
    Map<String, String> settings();

    /** Nothing from an earlier run is left. */
    void empty();

    Held held(DlqDesk desk);
}
