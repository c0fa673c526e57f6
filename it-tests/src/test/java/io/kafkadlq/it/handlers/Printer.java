package io.kafkadlq.it.handlers;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicBoolean;

/** Out of paper when it is first used. */
@ApplicationScoped
public class Printer {

    private final AtomicBoolean used = new AtomicBoolean();

    void print() {
        if (used.compareAndSet(false, true)) {
            throw new IllegalStateException("out of paper");
        }
    }
}
