package io.kafkadlq.cdi;

import io.kafkadlq.api.cdi.DlqStrategy;
import io.kafkadlq.api.flow.BackpressureStrategy;
import io.kafkadlq.api.spi.CustomBackoff;
import io.kafkadlq.api.spi.FailureClassifier;
import io.kafkadlq.api.spi.ThreadPlacement;
import io.kafkadlq.api.store.DlqStorageFactory;
import jakarta.enterprise.inject.spi.Bean;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The beans of an application that can be plugged into an engine, gathered while it is deployed. Those chosen by name have
 * {@code @DlqStrategy}; others of their types are the application's own affair. Classifiers need no name.
 *
 * <p>Threading: filled by the container's deploying thread; read by any after that.
 */
final class PluginBeans {

    private static final List<Class<?>> BY_NAME =
            List.of(BackpressureStrategy.class, CustomBackoff.class, ThreadPlacement.class, DlqStorageFactory.class);
    private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final List<Found> found = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    /** A bean, the type it is plugged in as, and its name. */
    record Found(Bean<?> bean, Class<?> type, String name) {}

    void found(Bean<?> bean) {
        Optional<String> name = bean.getQualifiers().stream()
                .filter(DlqStrategy.class::isInstance)
                .map(qualifier -> ((DlqStrategy) qualifier).value())
                .findFirst();
        List<Class<?>> types =
                BY_NAME.stream().filter(bean.getTypes()::contains).toList();
        name.ifPresent(given -> note(bean, types, given));
        if (bean.getTypes().contains(FailureClassifier.class)) {
            found.add(new Found(bean, FailureClassifier.class, ""));
        }
    }

    private void note(Bean<?> bean, List<Class<?>> types, String name) {
        if (types.isEmpty()) {
            problems.add("@DlqStrategy(\"" + name + "\") is on the " + inWords(bean)
                    + ", which is none of what can be chosen by name: implement one of "
                    + String.join(
                            ", ", BY_NAME.stream().map(Class::getSimpleName).toList())
                    + ", or remove the annotation");
        } else if (!LEGAL.matcher(name).matches()) {
            problems.add("@DlqStrategy of the " + inWords(bean) + " gives the name '" + name
                    + "': expected 1 to 64 letters, digits, ., - and _");
        } else {
            types.forEach(type -> found.add(new Found(bean, type, name)));
        }
    }

    static String inWords(Bean<?> bean) {
        String name = bean.getBeanClass().getName();
        boolean isOfTheClass = bean.getTypes().contains(bean.getBeanClass());
        return isOfTheClass ? "bean " + name : "bean that " + name + " produces";
    }

    /** All that is wrong; each a whole text. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    /** Those of a type. */
    Stream<Found> all(Class<?> type) {
        return found.stream().filter(one -> one.type() == type);
    }
}
