package io.kafkadlq.boot;

import io.kafkadlq.api.flow.BackpressureStrategy;
import io.kafkadlq.api.spi.CustomBackoff;
import io.kafkadlq.api.spi.ThreadPlacement;
import io.kafkadlq.api.store.DlqStorageFactory;
import java.util.List;
import java.util.ServiceLoader;

/** What lies beside us, in EAR/lib, WEB-INF/lib or on the class path; never what another application brings. */
final class Services implements PluginSource {

    @Override
    public <T> List<Plugin<T>> all(Class<T> type) {
        return ServiceLoader.load(type, Services.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .map(part ->
                        new Plugin<>(nameOf(part), "service " + part.getClass().getName(), () -> part))
                .toList();
    }

    /** As it states it itself; none if it is not chosen by name. */
    static String nameOf(Object part) {
        if (part instanceof BackpressureStrategy strategy) {
            return strategy.name();
        }
        if (part instanceof CustomBackoff backoff) {
            return backoff.name();
        }
        if (part instanceof ThreadPlacement placement) {
            return placement.name();
        }
        return part instanceof DlqStorageFactory factory ? factory.type() : "";
    }
}
