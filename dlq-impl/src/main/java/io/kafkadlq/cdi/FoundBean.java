package io.kafkadlq.cdi;

import jakarta.enterprise.inject.spi.Bean;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;

/** A bean that has annotations of ours on it. */
record FoundBean(Bean<?> bean) {

    /** By which its class can be called; empty if it is known by interfaces alone. */
    Optional<Type> type() {
        return bean.getTypes().stream()
                .filter(type -> (type instanceof ParameterizedType generic ? generic.getRawType() : type)
                        == bean.getBeanClass())
                .findFirst();
    }

    /** Whether a subclass has put another method in this one's place, whose annotations count instead. */
    boolean overrides(Method method) {
        if (Modifier.isPrivate(method.getModifiers()) || Modifier.isStatic(method.getModifiers())) {
            return false;
        }
        Class<?> type = bean.getBeanClass();
        while (type != null && type != method.getDeclaringClass()) {
            if (List.of(type.getDeclaredMethods()).stream().anyMatch(other -> isSame(other, method))) {
                return true;
            }
            type = type.getSuperclass();
        }
        return false;
    }

    private static boolean isSame(Method one, Method other) {
        return one.getName().equals(other.getName())
                && List.of(one.getParameterTypes()).equals(List.of(other.getParameterTypes()));
    }
}
