package io.kafkadlq.api.model;

import io.kafkadlq.api.model.ExceptionChain.Link;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads a throwable and what caused it, however it behaves. */
final class LiveExceptions {

    private LiveExceptions() {}

    static List<Link> linksOf(Throwable thrown) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Link> links = new ArrayList<>();
        Throwable next = thrown;
        while (next != null && links.size() < ExceptionChain.MAX_LINKS && seen.add(next)) {
            Throwable current = next;
            links.add(new Link(classNames(current.getClass()), text(current::getMessage), code(current)));
            next = quietly(current::getCause);
        }
        return links;
    }

    private static List<String> classNames(Class<?> thrown) {
        List<String> names = new ArrayList<>();
        for (Class<?> type = thrown; type != Throwable.class && type != null; type = type.getSuperclass()) {
            names.add(type.getName());
        }
        return names.isEmpty() ? List.of(thrown.getName()) : names;
    }

    private static String code(Throwable thrown) {
        return thrown instanceof SQLException sql ? text(sql::getSQLState) : "";
    }

    private static String text(Supplier<@Nullable String> said) {
        return Objects.requireNonNullElse(quietly(said), "");
    }

    /** An exception whose own methods throw must not cost us the record. */
    private static <T> @Nullable T quietly(Supplier<@Nullable T> asked) {
        try {
            return asked.get();
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError speechless) {
            return null;
        }
    }
}
