package io.kafkadlq.cdi.optional;

import java.io.IOException;
import java.util.List;

/** Loads what we have for containers anew, as a server does that lacks some APIs. */
public final class WithoutApis extends ClassLoader {

    private final List<String> hidden;

    /** @param hidden what the names of classes begin with that are not there */
    public WithoutApis(String... hidden) {
        super(WithoutApis.class.getClassLoader());
        this.hidden = List.of(hidden);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (hidden.stream().anyMatch(name::startsWith)) {
            throw new ClassNotFoundException(name);
        }
        return name.startsWith("io.kafkadlq.cdi.") ? define(name) : super.loadClass(name, resolve);
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        var loaded = findLoadedClass(name);
        if (loaded != null) {
            return loaded;
        }
        try (var in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            var bytes = in.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
