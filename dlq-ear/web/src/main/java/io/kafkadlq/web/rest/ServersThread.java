package io.kafkadlq.web.rest;

import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Lets the server go on with an answer as if on a thread of its own. It goes on where the answer is completed, on a thread
 * of ours, and may start threads for its pools there; those would inherit our context class loader, and keep it for as
 * long as they wait for work, beyond our undeployment.
 */
final class ServersThread {

    private ServersThread() {}

    /** A stage that completes with the same, under the class loader of the server. */
    static <T> CompletionStage<T> handOver(CompletionStage<T> ours) {
        var servers = new CompletableFuture<T>();
        ours.whenComplete((value, failure) -> {
            Thread current = Thread.currentThread();
            ClassLoader before = current.getContextClassLoader();
            current.setContextClassLoader(Response.class.getClassLoader());
            try {
                if (failure == null) {
                    servers.complete(value);
                } else {
                    servers.completeExceptionally(failure);
                }
            } finally {
                current.setContextClassLoader(before);
            }
        });
        return servers;
    }
}
