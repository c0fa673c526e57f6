package io.kafkadlq.jpa;

import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What is done to the tables once a day, by each instance. Threading: any number of store threads; one of them does it.
 */
final class DailyCare {

    private final Transactions transactions;
    private final StackTraces traces;
    private final Optional<MonthsAhead> months;
    private final AtomicReference<LocalDate> tracesForgotten = new AtomicReference<>(LocalDate.MIN);
    private final AtomicReference<LocalDate> monthsMade;

    /** @param months empty if the tables have no partitions; made at the start, too */
    DailyCare(Transactions transactions, StackTraces traces, Optional<MonthsAhead> months) {
        this.transactions = transactions;
        this.traces = traces;
        this.months = months;
        this.monthsMade = new AtomicReference<>(traces.today());
    }

    void makeMonths() {
        LocalDate today = traces.today();
        if (months.isPresent() && monthsMade.getAndSet(today).isBefore(today)) {
            months.get().make();
        }
    }

    /** It looks at all that are stored. The purge is done, whatever becomes of this. */
    void forgetTraces() {
        LocalDate today = traces.today();
        LocalDate last = tracesForgotten.getAndSet(today);
        if (last.isBefore(today)) {
            try {
                transactions.onConnection(connection -> {
                    traces.forget(connection);
                    return today;
                });
            } catch (RuntimeException e) {
                tracesForgotten.set(last);
                Log.tracesNotForgotten(e);
            }
        }
    }
}
