package io.kafkadlq.cdi;

import jakarta.enterprise.concurrent.ManagedThreadFactory;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * What the server lends us, looked up by name: at start-up WildFly has no {@code java:comp} yet and Payara refuses {@code
 * @Resource} in library beans, so each thing is sought under every name that some server knows it by.
 */
final class ServerResources {

    private static final List<String> THREAD_FACTORIES =
            List.of("java:comp/DefaultManagedThreadFactory", "java:jboss/ee/concurrency/factory/default");
    private static final String ONLY_APPLICATION = "application";

    private ServerResources() {}

    /** The server's threads; where it lends none, daemon threads that see the application's classes. */
    static ThreadFactory threads() {
        return THREAD_FACTORIES.stream()
                .flatMap(name -> lookUp(name, ManagedThreadFactory.class).stream())
                .map(ThreadFactory.class::cast)
                .findFirst()
                .orElseGet(() -> {
                    Log.noManagedThreads(THREAD_FACTORIES);
                    return ServerResources::daemon;
                });
    }

    /** Tells applications apart that share our classes; the WARs of an EAR have one name between them. */
    static String applicationName() {
        return lookUp("java:app/AppName", String.class).orElse(ONLY_APPLICATION);
    }

    @SuppressWarnings("BanJNDI") // the names are constants of ours
    static <T> Optional<T> lookUp(String name, Class<T> type) {
        try {
            Object found = new InitialContext().lookup(name);
            return type.isInstance(found) ? Optional.of(type.cast(found)) : Optional.empty();
        } catch (NamingException notThere) {
            Log.notFound(name, notThere);
            return Optional.empty();
        }
    }

    private static Thread daemon(Runnable task) {
        var thread = new Thread(task);
        thread.setDaemon(true);
        thread.setContextClassLoader(ServerResources.class.getClassLoader());
        return thread;
    }
}
