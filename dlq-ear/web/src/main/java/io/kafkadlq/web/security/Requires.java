package io.kafkadlq.web.security;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets those in who may do this. A resource method without it lets nobody in.
 *
 * <p>An annotation of our own because WildFly does not enforce {@code @RolesAllowed} on REST resources unless told to,
 * and Payara enforces it against its own realm.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Requires {
    Action value();
}
