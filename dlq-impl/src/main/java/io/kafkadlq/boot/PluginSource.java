package io.kafkadlq.boot;

import java.util.List;
import java.util.function.Supplier;

/** Somewhere plug-ins come from: the class path, a container's beans, or code. Thread-safe. */
public interface PluginSource {

    /** All of a type that it has. */
    <T> List<Plugin<T>> all(Class<T> type);

    /**
     * One part that can be plugged in.
     *
     * @param name as the configuration chooses it
     * @param origin what it is and where it comes from, in words, such as {@code bean com.shop.ByTheHour}
     * @param part makes it, or has it made already; not called before it is needed
     */
    record Plugin<T>(String name, String origin, Supplier<T> part) {}
}
