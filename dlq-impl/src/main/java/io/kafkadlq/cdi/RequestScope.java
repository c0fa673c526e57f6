package io.kafkadlq.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.util.concurrent.Callable;

/** Gives what runs in it a request context of its own, unless its thread has one. */
@ApplicationScoped
public class RequestScope {

    @ActivateRequestContext
    public Object within(Callable<Object> call) throws Exception {
        return call.call();
    }
}
