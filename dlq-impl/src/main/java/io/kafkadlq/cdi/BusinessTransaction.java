package io.kafkadlq.cdi;

import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.List;
import java.util.Optional;

/**
 * The transaction that the caller of a method has begun, as containers do for message-driven and other enterprise beans
 * before any interceptor runs. Where there is no Jakarta Transactions there is none.
 */
final class BusinessTransaction {

    private static final List<String> REGISTRIES = List.of(
            "java:comp/TransactionSynchronizationRegistry",
            "java:jboss/TransactionSynchronizationRegistry",
            "java:appserver/TransactionSynchronizationRegistry");

    private BusinessTransaction() {}

    /** Sees to it that what was done of it is not kept; does nothing if there is none. */
    static void markForRollback() {
        try {
            registry()
                    .filter(registry -> registry.getTransactionStatus() == Status.STATUS_ACTIVE)
                    .ifPresent(TransactionSynchronizationRegistry::setRollbackOnly);
        } catch (LinkageError withoutTransactions) {
            Log.notFound("jakarta.transaction", withoutTransactions);
        } catch (IllegalStateException endedMeanwhile) {
            Log.notFound("a transaction to roll back", endedMeanwhile);
        }
    }

    private static Optional<TransactionSynchronizationRegistry> registry() {
        return REGISTRIES.stream()
                .flatMap(name -> ServerResources.lookUp(name, TransactionSynchronizationRegistry.class).stream())
                .findFirst();
    }
}
