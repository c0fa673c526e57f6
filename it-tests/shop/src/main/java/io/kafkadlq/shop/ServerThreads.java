package io.kafkadlq.shop;

import jakarta.enterprise.concurrent.ManagedThreadFactory;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** The server's thread factory. While an application starts, WildFly does not have the standard name yet. */
final class ServerThreads {

    private static final List<String> NAMES =
            List.of("java:comp/DefaultManagedThreadFactory", "java:jboss/ee/concurrency/factory/default");

    private ServerThreads() {}

    @SuppressWarnings("BanJNDI") // Constant names of the server's own objects.
    static ThreadFactory find() {
        for (var name : NAMES) {
            try {
                return (ManagedThreadFactory) new InitialContext().lookup(name);
            } catch (NamingException e) {
                // Not known by this name here.
                continue;
            }
        }
        throw new IllegalStateException("No managed thread factory under any of " + NAMES);
    }
}
